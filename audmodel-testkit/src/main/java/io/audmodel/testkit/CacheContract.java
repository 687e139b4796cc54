package io.audmodel.testkit;

import io.audmodel.cache.Cache;

/**
 * Proves that a cache keeps the contract of {@link Cache}. Implement {@link #open} in a test class, and JUnit runs
 * every test.
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
                CacheContractHold,
                CacheContractNotes,
                CacheContractSeals,
                CacheContractTrial {

    /**
     * Opens a new instance, as another process would. All instances of one test share a root, which is empty when the
     * test begins.
     */
    @Override
    Cache open();
}
