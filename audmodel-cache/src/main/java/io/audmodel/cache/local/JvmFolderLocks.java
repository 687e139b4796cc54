package io.audmodel.cache.local;

import io.audmodel.cache.local.ProcessLock.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Locks on folders among the threads of this JVM, for where processes cannot lock them. */
final class JvmFolderLocks {

    /** The locks of the whole JVM. */
    static final JvmFolderLocks JVM = new JvmFolderLocks();

    /** In place of a number of holders. */
    private static final int ALONE = -1;

    private final ConcurrentMap<Path, Integer> holders = new ConcurrentHashMap<>();

    /** As {@link ProcessLock#tryLockFolder}. */
    Optional<Held> tryLock(Folder parent, String name, boolean isShared) throws IOException {
        // A folder has one name here, whatever links lead to the cache.
        Path folder = parent.realPath().resolve(name);
        if (isShared) {
            int now = holders.merge(folder, 1, (known, one) -> known == ALONE ? ALONE : known + one);
            return now == ALONE ? Optional.empty() : Optional.of(new Held(false, () -> release(folder)));
        }
        return holders.putIfAbsent(folder, ALONE) == null
                ? Optional.of(new Held(false, () -> holders.remove(folder)))
                : Optional.empty();
    }

    private void release(Path folder) {
        holders.computeIfPresent(folder, (key, known) -> known == 1 ? null : known - 1);
    }
}
