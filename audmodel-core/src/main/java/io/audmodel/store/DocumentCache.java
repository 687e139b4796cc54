package io.audmodel.store;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.error.CacheException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Cached documents. If the cache cannot be read or written, this costs a request, and nothing else. */
public final class DocumentCache {

    private final Supplier<Cache> cache;

    public DocumentCache(Supplier<Cache> cache) {
        this.cache = cache;
    }

    /** The cached bytes of a document; empty if there are none, or more than a document may have. */
    Optional<byte[]> read(ModelKey key, Document document) {
        return read(key, document, Store.MAX_DOCUMENT_BYTES);
    }

    /**
     * As {@link #read(ModelKey, Document)}.
     *
     * @param most the largest length that the caller can hold, in bytes
     * @throws LimitExceededException if it is longer, but not longer than a document may be
     */
    Optional<byte[]> read(ModelKey key, Document document, int most) {
        try {
            return cache.get().read(key, document, most);
        } catch (LimitExceededException e) {
            if (most < Store.MAX_DOCUMENT_BYTES) {
                throw e;
            }
            tell("the {0} of {1} is not taken from the cache: {2}", document, key, e.getMessage());
            return Optional.empty();
        } catch (CacheException e) {
            // A document of another user must not end a search.
            tell("the {0} of {1} is not read from the cache: {2}", document, key, e.getMessage());
            return Optional.empty();
        }
    }

    void keep(ModelKey key, Document document, byte[] content) {
        try {
            cache.get().write(key, document, content);
        } catch (CacheException e) {
            tell("the {0} of {1} is not cached: {2}", document, key, e.getMessage());
        }
    }

    /**
     * See {@link Cache#readNote(String, String)}; also empty if the cache cannot be read, since notes are optional. Of the
     * notes in several layers it is the latest, unless the first layer says by an empty one that nothing is left of it.
     */
    Optional<byte[]> readNote(String kind, String name) {
        List<Cache> layers = readable(() -> cache.get().layers(), List.of());
        Optional<byte[]> best = Optional.empty();
        for (Cache layer : layers) {
            Optional<byte[]> note = readable(() -> layer.readNote(kind, name), Optional.empty());
            if (best.isEmpty() || note.isPresent() && best.get().length > 0 && Seen.isLater(note.get(), best.get())) {
                best = note;
            }
        }
        return best;
    }

    Set<String> notes(String kind) {
        return readable(() -> cache.get().notes(kind), Set.of());
    }

    void keepNote(String kind, String name, byte[] content) {
        try {
            cache.get().writeNote(kind, name, content);
        } catch (CacheException e) {
            tell("the note {0} is not kept: {1}", name, e.getMessage());
        }
    }

    public Set<ModelKey> models() {
        return cache.get().models();
    }

    public boolean hasModel(ModelKey key) {
        return readable(() -> cache.get().find(key).isPresent(), false);
    }

    /** The versions of an id whose files are cached; if there are none, those whose headers are cached. */
    List<Version> versions(String id) {
        Set<Version> known = readable(() -> cache.get().versions(id), Set.of());
        List<Version> whole = known.stream()
                .filter(version -> hasModel(new ModelKey(id, version)))
                .toList();
        return (whole.isEmpty() ? known.stream() : whole.stream()).sorted().toList();
    }

    /** The version of a legacy model, if its header is cached. */
    Optional<Version> onlyVersion(String legacyId) {
        return readable(() -> cache.get().versions(legacyId), Set.<Version>of()).stream()
                .findFirst();
    }

    /** Reads from the cache, or returns a default if that cannot be read: calls that ask repositories continue. */
    private static <T> T readable(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (CacheException e) {
            tell("the cache is not read: {0}", e.getMessage());
            return otherwise;
        }
    }

    /** A logger is looked up only when needed, since that takes longer than a warm call. */
    private static void tell(String message, Object... facts) {
        System.getLogger("io.audmodel").log(Level.DEBUG, message, facts);
    }
}
