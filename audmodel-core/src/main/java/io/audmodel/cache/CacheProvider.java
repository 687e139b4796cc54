package io.audmodel.cache;

import java.nio.file.Path;

/**
 * Makes caches. {@link java.util.ServiceLoader} finds implementations, which have a public constructor without
 * arguments.
 */
public interface CacheProvider {

    /** Returns the cache in this folder, whose permissions are those that the umask leaves. */
    default Cache open(Path root) {
        return open(root, CachePermissions.ofUmask());
    }

    /**
     * Returns the cache in this folder. It neither reads nor writes yet; the first write makes the folder.
     *
     * @param root an absolute path
     * @param permissions those of all that the cache makes, whatever the umask is
     */
    Cache open(Path root, CachePermissions permissions);

    /**
     * Returns the cache in this folder to be read only: nothing is written below it, no lock file and no time of last use
     * either, whatever is called. What would write fails with a {@link io.audmodel.error.CacheException}; it is {@linkplain
     * Cache#scratch verified} in the temporary folder. The folder may be missing, and appear later.
     *
     * @param root an absolute path
     */
    Cache openReadOnly(Path root);
}
