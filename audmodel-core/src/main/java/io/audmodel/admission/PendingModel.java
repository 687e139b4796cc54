package io.audmodel.admission;

import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import io.audmodel.error.CacheException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.store.LocatedModel;
import io.audmodel.store.SignatureFiles;
import io.audmodel.trust.ModelPolicy;
import io.audmodel.trust.ModelSignature;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A model on its way into a cache. Used by one thread. */
public final class PendingModel {

    private final Admission admission;
    private final Cache cache;
    private final ModelKey key;
    private final Predicate<String> wanted;
    private List<ModelSignature> signatures = List.of();
    private @Nullable EarlyDigests digests;
    private Optional<Seal> seal = Optional.empty();

    PendingModel(Admission admission, Cache cache, ModelKey key, Predicate<String> wanted) {
        this.admission = admission;
        this.cache = cache;
        this.key = key;
        this.wanted = wanted;
    }

    /** The model is found: what the policy wants to know of its files is computed while they are unpacked. */
    public WriteListener located(LocatedModel model) {
        Optional<ModelPolicy> policy = admission.policyOf(model);
        if (policy.isPresent()) {
            signatures = SignatureFiles.in(model.store(), key);
            digests = policy.get().usesDigests(signatures) ? new EarlyDigests() : null;
        }
        return digests == null ? WriteListener.none() : digests;
    }

    /** @throws UntrustedModelException if the files that were unpacked do not meet the policy */
    public void unpacked(LocatedModel model, Path folder) {
        if (!admission.isOpen()) {
            Map<String, String> known = digests == null ? Map.of() : digests.of(folder);
            seal = Optional.of(admission.judgeStored(cache, model, folder, wanted, signatures, known));
        }
    }

    /** The model is in its place; it may be another process that put it there. */
    public void placed(Path folder) {
        if (admission.isOpen()) {
            return;
        }
        if (seal.isPresent() && seal.get().folder().equals(Admission.stampOf(folder))) {
            cache.seal(key, seal.get());
        } else if (admission.find(cache, key, wanted).isEmpty()) {
            throw new CacheException("the model " + folder + " was removed while it was loaded; load it again");
        }
    }
}
