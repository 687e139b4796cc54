package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.CacheProvider;
import io.audmodel.error.InvalidArgumentException;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Opens caches in folders, with the layout and the locks of the Python package. The system property {@code
 * io.audmodel.cache.locks=none} switches the file locks off, for file systems where {@code flock} hangs: each process
 * may then fetch a model once, and the returned folders are still complete.
 */
public final class LocalCacheProvider implements CacheProvider {

    /**
     * Returns the cache in this folder.
     *
     * @throws InvalidArgumentException if the path is not absolute, or not one of the default file system
     */
    @Override
    public Cache open(Path root, CachePermissions permissions) {
        return new LocalCache(checked(root), permissions, ProcessLocks::configured);
    }

    /**
     * Returns the cache in this folder, for what is read from it.
     *
     * @throws InvalidArgumentException if the path is not absolute, or not one of the default file system
     */
    @Override
    public Cache openReadOnly(Path root) {
        return new ReadOnlyCache(checked(root), ProcessLocks::configured);
    }

    private static Path checked(Path root) {
        if (!root.isAbsolute() || root.getFileSystem() != FileSystems.getDefault()) {
            throw new InvalidArgumentException("'" + root
                    + "' cannot be a cache root: it is an absolute path on the default file system, such as"
                    + " /home/me/audmodel");
        }
        return root.normalize();
    }
}
