package io.audmodel.cache;

import java.nio.file.Path;

/** Makes caches; found by {@link java.util.ServiceLoader}. Has a public constructor without arguments. */
public interface CacheProvider {

    /**
     * The cache in this folder, which is made on the first write. Touches nothing.
     *
     * @param root an absolute path
     */
    Cache open(Path root);
}
