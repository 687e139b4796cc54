package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.error.CacheException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Cached documents, where a cache that cannot be written costs a request next time, and nothing else. */
final class DocumentCache {

    private final Supplier<Cache> cache;

    DocumentCache(Supplier<Cache> cache) {
        this.cache = cache;
    }

    Optional<byte[]> read(ModelKey key, Document document) {
        return cache.get().read(key, document);
    }

    void keep(ModelKey key, Document document, byte[] content) {
        try {
            cache.get().write(key, document, content);
        } catch (CacheException e) {
            System.getLogger("io.audmodel")
                    .log(Level.DEBUG, "the {0} of {1} is not cached: {2}", document, key, e.getMessage());
        }
    }

    /** The version of a legacy model, if its header is cached. */
    Optional<Version> onlyVersion(String legacyId) {
        Set<Version> versions = cache.get().versions(legacyId);
        return versions.stream().findFirst();
    }
}
