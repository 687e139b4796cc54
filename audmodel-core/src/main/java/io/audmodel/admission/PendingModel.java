package io.audmodel.admission;

import io.audmodel.admission.Admission.Requirement;
import io.audmodel.archive.unpack.WriteListener;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import io.audmodel.error.CacheException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.store.LocatedModel;
import io.audmodel.trust.FileDigests;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A model on its way into a cache. Used by one thread. Closing it ends the reading of its signatures; it can still be judged
 * and placed.
 */
public final class PendingModel implements AutoCloseable {

    private final Admission admission;
    private final Cache cache;
    private final ModelKey key;
    private final Predicate<String> wanted;
    private Optional<Requirement> requirement = Optional.empty();
    private Optional<RequirementReader> reader = Optional.empty();
    private Optional<EarlyDigests> digests = Optional.empty();
    private Optional<Seal> seal = Optional.empty();

    PendingModel(Admission admission, Cache cache, ModelKey key, Predicate<String> wanted) {
        this.admission = admission;
        this.cache = cache;
        this.key = key;
        this.wanted = wanted;
    }

    /** The model is found: its signatures are read from now on, if a policy wants them, while the caller opens the archive. */
    public void located(LocatedModel model) {
        requirement = Optional.empty();
        reader = admission.policyFor(model).map(policy -> new RequirementReader(admission, model));
    }

    /** Waits for the signatures. What the policy wants to know of the files is computed while they are unpacked. */
    public WriteListener listener() {
        requirement = reader.map(RequirementReader::await);
        digests = requirement.flatMap(wants ->
                wants.policy().flatMap(policy -> EarlyDigests.of(policy.digestedParts(key, wants.signatures()))));
        return digests.isPresent() ? digests.get() : WriteListener.none();
    }

    @Override
    public void close() {
        reader.ifPresent(RequirementReader::close);
    }

    /** @throws UntrustedModelException if the files that were unpacked do not meet the policy */
    public void unpacked(LocatedModel model, Path folder) {
        if (!admission.isOpen()) {
            FileDigests known = digests.map(early -> early.of(folder)).orElseGet(FileDigests::none);
            Requirement wants = requirement.orElseGet(() -> admission.requirementOf(model));
            seal = Optional.of(admission.judgeStored(cache, model, folder, wanted, wants, known));
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
