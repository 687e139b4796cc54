package io.audmodel.signing;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.trust.Approval;
import io.audmodel.trust.FileDigests;
import io.audmodel.trust.ModelEvidence;
import io.audmodel.trust.ModelPolicy;
import io.audmodel.trust.ModelSignature;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Requires signatures of models, each of which has to be about the model that was asked for, and about all of its files as
 * they are. Signatures that do not count are passed by: anybody who may write to a repository can put any beside a model.
 *
 * <pre>{@code
 * AudModel.builder()
 *         .repository(repository)
 *         .require(SignedBy.of(TrustedKeys.ofPem(Path.of("release.pub"))))
 *         .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class SignedBy implements ModelPolicy {

    private final SignatureRule rule;
    private final ExemptModels exempt;
    private final int threads;

    private SignedBy(SignatureRule rule, ExemptModels exempt, int threads) {
        this.rule = rule;
        this.exempt = exempt;
        this.threads = threads;
    }

    private static SignedBy of(SignatureRule rule) {
        return new SignedBy(rule, ExemptModels.none(), FolderHashes.usualThreads());
    }

    /** Requires a signature by somebody whom the verifier trusts: any of some keys, or a certificate of an authority. */
    public static SignedBy of(ModelVerifier verifier) {
        return of(new SignatureRule.AtLeast(1, List.of(verifier)));
    }

    /** Requires a signature by any of the keys in PEM files with one public key each. */
    public static SignedBy keys(Path... files) {
        return of(TrustedKeys.ofPem(files));
    }

    /**
     * Requires signatures by different keys, for models that several people have to approve.
     *
     * @param number of keys, at least 1
     * @param verifiers each key has to be trusted by at least one of these
     * @throws InvalidArgumentException if the number is smaller than 1, there is no verifier, or keys alone are trusted and they
     *     are fewer
     */
    public static SignedBy atLeast(int number, ModelVerifier... verifiers) {
        if (number < 1 || verifiers.length == 0) {
            throw new InvalidArgumentException(number + " signatures by " + verifiers.length
                    + " signers cannot be required: require at least 1, and name at least one signer");
        }
        TrustedKeys.requireEnough(number, List.of(verifiers));
        return of(new SignatureRule.AtLeast(number, List.of(verifiers)));
    }

    /**
     * Requires what at least one of the policies requires.
     *
     * @throws InvalidArgumentException if there is none, or one of them exempts models: exempt them from the whole
     */
    public static SignedBy anyOf(SignedBy... policies) {
        return of(new SignatureRule.AnyOf(rules(policies)));
    }

    /**
     * Requires what each of the policies requires. One signature may count for several of them; {@link #atLeast} counts keys.
     *
     * @throws InvalidArgumentException if there is none, or one of them exempts models: exempt them from the whole
     */
    public static SignedBy allOf(SignedBy... policies) {
        return of(new SignatureRule.AllOf(rules(policies)));
    }

    private static List<SignatureRule> rules(SignedBy... policies) {
        if (policies.length == 0) {
            throw new InvalidArgumentException(
                    "there is no policy to join: name at least one, as without any all are met");
        }
        if (Arrays.stream(policies).anyMatch(policy -> !policy.exempt.isEmpty())) {
            throw new InvalidArgumentException(
                    "a policy that exempts models cannot be a part of another: exempt them from the whole");
        }
        return Arrays.stream(policies).map(policy -> policy.rule).toList();
    }

    /** Returns the same for all but some models, such as those from before there were signatures. */
    public SignedBy exempting(ExemptModels models) {
        return new SignedBy(rule, Objects.requireNonNull(models, "the exempt models are null"), threads);
    }

    /**
     * Returns the same with another number of threads that hash files, each of which has a quarter of a megabyte; by default
     * as many as there are processors, up to eight.
     *
     * @param number at least 1
     */
    public SignedBy withThreads(int number) {
        return new SignedBy(rule, exempt, FolderSigner.requireThreads(number));
    }

    /**
     * Judges a model.
     *
     * @throws UntrustedModelException if the required signatures are not there
     */
    @Override
    public Approval judge(ModelEvidence evidence) {
        ModelIdentity model = ModelIdentity.of(evidence.key(), evidence.header());
        if (exempt.allow(evidence, model, threads)) {
            return new Approval(List.of(), Instant.MAX);
        }
        FolderContent content =
                new FolderContent(evidence.folder(), evidence.wanted(), false, threads, evidence.digests());
        SignaturesFound found = new SignaturesFound(rule.verifiers(), content, model);
        evidence.signatures().forEach(found::add);
        Set<Signatory> signers = rule.signers(found.signers())
                .orElseThrow(() -> new UntrustedModelException("model " + evidence.key()
                        + " is not signed as this client requires, and is not loaded. Required is "
                        + rule + "; " + found.story() + exempt.hint(model)
                        + ". Have it signed, load one that is, or change what the client requires"));
        return new Approval(signers.stream().map(Signatory::toString).sorted().toList(), validUntil(signers));
    }

    /** What those signatures have that are by somebody who is trusted; others have no say in what is worth computing. */
    @Override
    public Set<Long> digestedParts(ModelKey key, List<ModelSignature> signatures) {
        return exempt.names(key)
                ? Set.of(FileDigests.WHOLE_FILES)
                : SignaturesFound.digestedParts(signatures, rule.verifiers());
    }

    /** One that has ended counts by the clock of its verifier, which does not end then. */
    private static Instant validUntil(Collection<Signatory> signers) {
        Instant now = Clock.systemUTC().instant();
        return signers.stream()
                .map(Signatory::certificates)
                .flatMap(Collection::stream)
                .map(X509Certificate::getNotAfter)
                .map(Date::toInstant)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    @Override
    public String rules() {
        return rule + exempt.rules();
    }

    /** Returns what is required, for people. */
    @Override
    public String toString() {
        return "SignedBy[" + rule + (exempt.isEmpty() ? "" : ", but for " + exempt) + "]";
    }
}
