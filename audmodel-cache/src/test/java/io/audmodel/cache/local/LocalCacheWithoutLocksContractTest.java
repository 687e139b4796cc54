package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Locks;
import io.audmodel.testkit.CacheContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalCacheWithoutLocksContractTest implements CacheContract {

    @TempDir
    Path root;

    @Override
    public Cache open() {
        return new LocalCache(root, () -> new NoLock(Locks.SWITCHED_OFF));
    }

    @Override
    public Cache openReadOnly() {
        return new ReadOnlyCache(root, () -> new NoLock(Locks.SWITCHED_OFF));
    }
}
