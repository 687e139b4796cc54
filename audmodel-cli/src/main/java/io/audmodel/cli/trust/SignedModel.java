package io.audmodel.cli.trust;

import io.audmodel.AudModel;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SignedBy;
import io.audmodel.signing.SignedManifest;
import io.audmodel.signing.SigningException;
import io.audmodel.trust.FileDigests;
import io.audmodel.trust.ModelEvidence;
import io.audmodel.trust.ModelSignature;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model of a repository, with the signatures beside its header.
 *
 * @param audmodel a client without a policy of its own: what is not signed yet has to be loaded to be signed
 */
public record SignedModel(AudModel audmodel, ModelKey key, ModelHeader header) {

    /** Finds the model. */
    public static SignedModel of(AudModel audmodel, ModelRef ref) {
        ModelKey key = audmodel.resolve(ref).key();
        return new SignedModel(audmodel, key, audmodel.header(key.ref()));
    }

    /**
     * Loads the model, signs its files and what it is, and stores the signature in its repository.
     *
     * @return who signed, for programs
     */
    public Map<String, @Nullable Object> sign(ModelSigner signer, Sharding sharding) {
        ModelSignature signature =
                FolderSigner.of(signer).withScope(sharding.scope()).sign(audmodel.load(key.ref()), key, header);
        audmodel.signatures(key.ref()).put(signature);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", key);
        fields.put("mark", signature.mark());
        fields.put("signedBy", SignedFolder.asMap(signer.signatory()));
        return fields;
    }

    /** Says who would sign, for programs, and loads nothing. */
    public Map<String, @Nullable Object> plan(ModelSigner signer) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", key);
        fields.put("signedBy", SignedFolder.asMap(signer.signatory()));
        return fields;
    }

    /**
     * Loads the model, and verifies its signatures.
     *
     * @param number of different keys that have to have signed
     * @return those who signed and are trusted
     * @throws UntrustedModelException if too few did
     */
    public List<String> verify(TrustSource trust, int number) {
        SignedBy policy = TrustedSigners.of(trust).atLeast(number);
        Path folder = audmodel.load(key.ref());
        List<ModelSignature> signatures = audmodel.signatures(key.ref()).list();
        return policy.judge(new ModelEvidence(key, header, folder, name -> true, signatures, FileDigests.none()))
                .signedBy();
    }

    /**
     * Says of each signature, by its mark, whom it names and whether it counts.
     *
     * @param trust where nobody is named, nothing is verified
     * @param digests SHA-256 of the model's files, in hexadecimal digits by their names
     */
    public Map<String, String> signatures(TrustSource trust, Map<String, String> digests) {
        Map<String, String> states = new LinkedHashMap<>();
        List<ModelSignature> signatures = audmodel.signatures(key.ref()).list();
        @Nullable SignedBy policy = trust.isGiven() ? SignedBy.of(TrustedSigners.of(trust)) : null;
        Path folder = audmodel.load(key.ref());
        FileDigests known = FileDigests.ofWholeFiles(digests);
        for (ModelSignature signature : signatures) {
            ModelEvidence alone = new ModelEvidence(key, header, folder, name -> true, List.of(signature), known);
            states.put(
                    signature.mark(),
                    signersOf(alone, policy)
                            .map(signers -> "signed by " + String.join(", ", signers) + ", verified")
                            .orElseGet(() -> StoredSignatures.named(signature) + ", not verified"));
        }
        return states;
    }

    private static Optional<List<String>> signersOf(ModelEvidence evidence, @Nullable SignedBy policy) {
        try {
            return policy == null
                    ? Optional.empty()
                    : Optional.of(policy.judge(evidence).signedBy());
        } catch (UntrustedModelException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody who is trusted has signed that it is this model; its files are not looked at. */
    boolean isNamedBy(TrustedSigners trusted) {
        ModelIdentity model = ModelIdentity.of(key, header);
        return audmodel.signatures(key.ref()).list().stream()
                .anyMatch(signature -> isNamedIn(signature, trusted, model));
    }

    private static boolean isNamedIn(ModelSignature signature, TrustedSigners trusted, ModelIdentity model) {
        try {
            SignedManifest signed = SignatureBundle.of(signature.content()).verify(trusted);
            return signed.manifest().identity().filter(model::equals).isPresent();
        } catch (SigningException e) {
            // Anybody can put anything there.
            return false;
        }
    }
}
