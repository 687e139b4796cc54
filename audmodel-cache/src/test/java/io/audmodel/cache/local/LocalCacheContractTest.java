package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.testkit.CacheContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalCacheContractTest implements CacheContract {

    @TempDir
    Path root;

    @Override
    public Cache open() {
        return new LocalCacheProvider().open(root.resolve("cache"));
    }

    @Override
    public Cache openReadOnly() {
        return new LocalCacheProvider().openReadOnly(root.resolve("cache"));
    }
}
