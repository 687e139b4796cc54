package io.audmodel.admission;

import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import io.audmodel.error.CacheException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.store.LocatedModel;
import io.audmodel.trust.FileDigests;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A model on its way into a cache. Used by one thread. */
public final class PendingModel {

    private final Admission admission;
    private final Cache cache;
    private final ModelKey key;
    private final Predicate<String> wanted;
    private Admission.Requirement requirement = new Admission.Requirement(Optional.empty(), List.of());
    private Optional<EarlyDigests> digests = Optional.empty();
    private Optional<Seal> seal = Optional.empty();

    PendingModel(Admission admission, Cache cache, ModelKey key, Predicate<String> wanted) {
        this.admission = admission;
        this.cache = cache;
        this.key = key;
        this.wanted = wanted;
    }

    /** The model is found: what the policy wants to know of its files is computed while they are unpacked. */
    public WriteListener located(LocatedModel model) {
        requirement = admission.requirementOf(model);
        digests = requirement
                .policy()
                .flatMap(policy -> EarlyDigests.of(policy.digestedParts(key, requirement.signatures())));
        return digests.isPresent() ? digests.get() : WriteListener.none();
    }

    /** @throws UntrustedModelException if the files that were unpacked do not meet the policy */
    public void unpacked(LocatedModel model, Path folder) {
        if (!admission.isOpen()) {
            FileDigests known = digests.map(early -> early.of(folder)).orElseGet(FileDigests::none);
            seal = Optional.of(admission.judgeStored(cache, model, folder, wanted, requirement, known));
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
