package io.audmodel.cache;

import java.nio.file.Path;

/**
 * Makes caches. {@link java.util.ServiceLoader} finds implementations, which have a public constructor without
 * arguments.
 */
public interface CacheProvider {

    /**
     * Returns the cache in this folder. It neither reads nor writes yet; the first write makes the folder.
     *
     * @param root an absolute path
     */
    Cache open(Path root);
}
