import io.audmodel.cache.CacheProvider;
import io.audmodel.cache.local.LocalCacheProvider;

/** Keeps loaded models in a folder that processes, users and the Python package share. */
module io.audmodel.cache.local {
    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;
    requires com.sun.jna;

    provides CacheProvider with
            LocalCacheProvider;
}
