package io.audmodel.cache.local;

import io.audmodel.cache.HeldModel;
import io.audmodel.cache.local.ProcessLock.Held;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model that is held by a lock. */
final class Lease implements HeldModel {

    private final ModelKey key;
    private final Path folder;
    private final LastUse uses;
    private final Held lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(ModelKey key, Path folder, LastUse uses, Held lock) {
        this.key = key;
        this.folder = folder;
        this.uses = uses;
        this.lock = lock;
    }

    @Override
    public ExactRef ref() {
        return key.ref();
    }

    @Override
    public Path folder() {
        return folder;
    }

    /** The use is noted under the lock, or a prune could come between. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lock) {
            uses.note(key);
        } catch (IOException e) {
            throw CacheErrors.cannotRead(folder, e);
        }
    }

    @Override
    public String toString() {
        return "HeldModel[" + key + "]";
    }
}
