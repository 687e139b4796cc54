package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Locks;
import java.io.IOException;
import java.util.Optional;

/**
 * Locks no file, and folders within this JVM alone.
 *
 * @param why what stands against locks
 */
record NoLock(Locks why) implements ProcessLock {

    @Override
    public Optional<Held> tryLock(Folder folder, String name) {
        return Optional.of(new Held(false, () -> {}));
    }

    @Override
    public Optional<Held> tryLockFolder(Folder parent, String name, boolean isShared) throws IOException {
        return JvmFolderLocks.JVM.tryLock(parent, name, isShared);
    }
}
