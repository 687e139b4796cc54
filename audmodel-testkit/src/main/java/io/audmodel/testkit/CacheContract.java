package io.audmodel.testkit;

import io.audmodel.cache.Cache;

/**
 * Everything that {@link Cache} promises, as tests: implement {@link #open} in a test class, and they all run.
 *
 * <pre>{@code
 * class MyCacheContractTest implements CacheContract {
 *     @TempDir Path root;
 *
 *     @Override
 *     public Cache open() {
 *         return new MyCache(root);
 *     }
 * }
 * }</pre>
 */
public interface CacheContract
        extends CacheContractFill,
                CacheContractWait,
                CacheContractContent,
                CacheContractDocuments,
                CacheContractRemoval,
                CacheContractNotes {

    /**
     * A new instance, as another process would have it. All that are opened in one test share a root, which is empty
     * when the test begins.
     */
    @Override
    Cache open();
}
