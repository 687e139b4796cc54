package io.audmodel.cache.local;

import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.local.ProcessLock.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Locks files by their paths. */
final class Locking {

    private Locking() {}

    static Optional<Held> tryLock(ProcessLock lock, Path file) throws IOException {
        try (Folder folder = Folder.root(file.getParent(), CachePermissions.ofUmask())) {
            return lock.tryLock(folder, file.getFileName().toString());
        }
    }
}
