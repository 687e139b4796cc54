package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.testkit.CacheContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A cache that sets the permissions of all that it makes. */
class PermissionsContractTest implements CacheContract {

    @TempDir
    Path root;

    @Override
    public Cache open() {
        return new LocalCacheProvider().open(root.resolve("cache"), CachePermissions.of("rwxrws---"));
    }

    @Override
    public Cache openReadOnly() {
        return new LocalCacheProvider().openReadOnly(root.resolve("cache"));
    }
}
