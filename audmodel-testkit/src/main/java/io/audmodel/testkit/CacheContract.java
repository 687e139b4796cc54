package io.audmodel.testkit;

import io.audmodel.cache.Cache;

/**
 * Proves that a cache keeps the contract of {@link Cache}. Implement {@link #open} and {@link
 * #openReadOnly} in a test class, and JUnit runs every test.
 *
 * <pre>{@code
 * class MyCacheContractTest implements CacheContract {
 *     @TempDir Path root;
 *
 *     @Override
 *     public Cache open() {
 *         return new MyCache(root);
 *     }
 *
 *     @Override
 *     public Cache openReadOnly() {
 *         return new MyReadOnlyCache(root);
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
                CacheContractReadOnly,
                CacheContractTrial {

    /**
     * Opens a new instance, as another process would. All instances of one test share a root, which is empty when the
     * test begins.
     */
    @Override
    Cache open();

    /** Opens a new instance in the same root that is only read, as {@link io.audmodel.cache.CacheProvider#openReadOnly} says. */
    @Override
    Cache openReadOnly();
}
