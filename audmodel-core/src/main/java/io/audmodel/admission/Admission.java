package io.audmodel.admission;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CacheException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.store.Headers;
import io.audmodel.store.LocatedModel;
import io.audmodel.store.SignatureFiles;
import io.audmodel.store.Store;
import io.audmodel.trust.Approval;
import io.audmodel.trust.FileDigests;
import io.audmodel.trust.ModelEvidence;
import io.audmodel.trust.ModelPolicy;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets models in that meet the client's policies: those that are fetched before they are in the cache, and those that are
 * cached unless the cache remembers, in a place that nobody else can write, that they did.
 */
public final class Admission {

    private final Policies policies;
    private final Headers headers;

    public Admission(Policies policies, Headers headers) {
        this.policies = policies;
        this.headers = headers;
    }

    /** Whether every model is let in. */
    public boolean isOpen() {
        return policies.areNone();
    }

    /** Whether every model of a repository is let in. */
    public boolean isOpenTo(Store store) {
        return policies.of(store.repository()).isEmpty();
    }

    /** The folder of a cached model, if it is known to be let in. Sends no request, and reads no file of the model. */
    public Optional<Path> known(Cache cache, ModelKey key) {
        return isOpen() ? cache.find(key) : cache.findSealed(key, policies.rules());
    }

    /**
     * The folder of a cached model, which is judged if it is not known to be let in.
     *
     * @param wanted which files of the model the cache has
     * @throws UntrustedModelException if the model does not meet the policy
     */
    public Optional<Path> find(Cache cache, ModelKey key, Predicate<String> wanted) {
        Optional<Path> known = known(cache, key);
        if (known.isPresent() || isOpen()) {
            return known;
        }
        Optional<Path> found = cache.find(key);
        found.ifPresent(folder -> cache.seal(key, judgeCached(cache, key, folder, wanted)));
        return found;
    }

    /** The judgement of a model that is about to be fetched. */
    public PendingModel pending(Cache cache, ModelKey key, Predicate<String> wanted) {
        return new PendingModel(this, cache, key, wanted);
    }

    /** By the signatures in the cache, which nobody has to be asked for; then by those in the repository. */
    private Seal judgeCached(Cache cache, ModelKey key, Path folder, Predicate<String> wanted) {
        List<ModelSignature> kept = SignatureFiles.cached(cache, key);
        Optional<ModelPolicy> policy = policies.ofAll();
        if (policy.isEmpty() || kept.isEmpty()) {
            return judgeStored(cache, headers.locate(key), folder, wanted);
        }
        try {
            return judge(
                    policy.get(),
                    new ModelEvidence(key, headers.header(key), folder, wanted, kept, FileDigests.none()));
        } catch (UntrustedModelException e) {
            return judgeAgain(e, () -> judgeStored(cache, headers.locate(key), folder, wanted));
        }
    }

    /** What was cached may be old, or another's. */
    private static Seal judgeAgain(UntrustedModelException first, Supplier<Seal> judgement) {
        try {
            return judgement.get();
        } catch (AudModelException e) {
            e.addSuppressed(first);
            throw e;
        }
    }

    /**
     * What the repository of a model requires, and has.
     *
     * @param policy for the models of that repository; empty if there is none
     * @param signatures beside the model; without a policy they are not read
     */
    record Requirement(Optional<ModelPolicy> policy, List<ModelSignature> signatures) {}

    Requirement requirementOf(LocatedModel model) {
        Optional<ModelPolicy> policy = policyFor(model);
        return new Requirement(policy, policy.isEmpty() ? List.of() : SignatureFiles.in(model.store(), model.key()));
    }

    Optional<ModelPolicy> policyFor(LocatedModel model) {
        return policies.of(model.store().repository());
    }

    private Seal judgeStored(Cache cache, LocatedModel model, Path folder, Predicate<String> wanted) {
        return judgeStored(cache, model, folder, wanted, requirementOf(model), FileDigests.none());
    }

    /** @param digests those of the files that are known already */
    Seal judgeStored(
            Cache cache,
            LocatedModel model,
            Path folder,
            Predicate<String> wanted,
            Requirement requirement,
            FileDigests digests) {
        if (requirement.policy().isEmpty()) {
            return new Seal(policies.rules(), Instant.MAX, stampOf(folder));
        }
        List<ModelSignature> signatures = requirement.signatures();
        Seal seal = judge(
                requirement.policy().get(),
                new ModelEvidence(model.key(), model.header(), folder, wanted, signatures, digests));
        SignatureFiles.keep(cache, model.key(), signatures);
        return seal;
    }

    private Seal judge(ModelPolicy policy, ModelEvidence evidence) {
        String stamp = stampOf(evidence.folder());
        Approval approval = policy.judge(evidence);
        return new Seal(policies.rules(), approval.validUntil(), stamp);
    }

    static String stampOf(Path folder) {
        try {
            return Seal.stampOf(folder);
        } catch (IOException e) {
            throw new CacheException(
                    "the folder " + folder + " cannot be read; it may have been removed: load it again", e);
        }
    }
}
