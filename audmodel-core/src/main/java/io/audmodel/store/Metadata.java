package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.cache.Cache.Document;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ResolvedModel;
import io.audmodel.serializer.Serializer;
import io.audmodel.store.StaleIfError.Cached;
import io.audmodel.value.Tree;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads and changes metadata, the one part of a model that changes. A cached document is valid while its checksum is
 * the repository's.
 */
public final class Metadata {

    private final Repositories repositories;
    private final Headers headers;
    private final DocumentCache cache;
    private final Serializer serializer;
    private final StaleIfError policy;

    public Metadata(
            Repositories repositories,
            Headers headers,
            DocumentCache cache,
            Serializer serializer,
            StaleIfError policy) {
        this.repositories = repositories;
        this.headers = headers;
        this.cache = cache;
        this.serializer = serializer;
        this.policy = policy;
    }

    /** The current metadata; in an outage the cached ones, however old, if the client wants that. */
    public Map<Object, Object> read(ResolvedModel model) {
        ModelKey key = model.key();
        return model.isStale()
                ? usable(key).orElseThrow(() -> Repositories.notCached("the metadata of " + key.ref()))
                : policy.ask("what the metadata of " + key.ref() + " are", () -> read(key), () -> lastRead(key));
    }

    private Cached<Map<Object, Object>> lastRead(ModelKey key) {
        return usable(key)
                .map(values -> new Cached<>(values, "they are as they were last read"))
                .orElseGet(() -> new Cached<>(null, "they are not cached"));
    }

    /** The cached metadata; empty if there are none, or they are damaged. */
    public Optional<Map<Object, Object>> usable(ModelKey key) {
        try {
            return cached(key);
        } catch (CorruptDocumentException e) {
            return Optional.empty();
        }
    }

    public Map<Object, Object> read(ModelKey key) {
        if (repositories.isOffline()) {
            return cached(key).orElseThrow(() -> Repositories.notCached("the metadata of " + key.ref()));
        }
        ObjectPath path = Layout.meta(key);
        if (headers.cached(key).isEmpty()) {
            Store holder = headers.locate(key).store();
            return fetched(key, holder.read(path));
        }
        Optional<byte[]> cached = cache.read(key, Document.META);
        if (cached.isPresent()) {
            Checksum checksum = Checksum.md5(cached.get());
            Optional<ObjectInfo> info = repositories.first(
                    "model " + key.ref(), store -> store.backend().stat(path));
            if (info.flatMap(ObjectInfo::checksum).equals(Optional.of(checksum)) && headers.isOwn(key, cached.get())) {
                return decode(cached.get(), "the cached metadata of " + key);
            }
        }
        return fetched(key, repositories.first("model " + key.ref(), store -> store.read(path)));
    }

    /** The metadata of a model in this repository; empty if they are gone by now. */
    public Optional<Map<Object, Object>> in(Store store, ModelKey key) {
        return in(store, key, Store.MAX_DOCUMENT_BYTES);
    }

    /** @throws io.audmodel.error.LimitExceededException if they have more than {@code most} bytes */
    public Optional<Map<Object, Object>> in(Store store, ModelKey key, int most) {
        ObjectPath path = Layout.meta(key);
        Optional<byte[]> cached = cache.read(key, Document.META, most);
        if (cached.isPresent()) {
            Optional<Checksum> known = store.backend().stat(path).flatMap(ObjectInfo::checksum);
            if (known.equals(Optional.of(Checksum.md5(cached.get()))) && headers.isOwn(key, cached.get())) {
                return Optional.of(decode(cached.get(), "the cached metadata of " + key));
            }
        }
        return store.read(path, most).map(found -> fetched(key, Optional.of(found)));
    }

    /** The cached metadata, however old; empty if there are none. */
    public Optional<Map<Object, Object>> cached(ModelKey key) {
        return cached(key, Store.MAX_DOCUMENT_BYTES);
    }

    /** @throws io.audmodel.error.LimitExceededException if they have more than {@code most} bytes */
    public Optional<Map<Object, Object>> cached(ModelKey key, int most) {
        return cache.read(key, Document.META, most).map(bytes -> decode(bytes, "the cached metadata of " + key));
    }

    /** Changes the metadata, keeps concurrent changes of others, and returns the result. */
    public Map<Object, Object> update(ModelKey key, UnaryOperator<Map<Object, Object>> edit) {
        return settle(
                key,
                current -> {
                    headers.requireOwn(key, current);
                    return edit.apply(decode(current.bytes(), current.source()));
                },
                LeadingComment::before);
    }

    /** As {@link #update}, but replaces the document whatever it is, even if it is damaged. */
    public Map<Object, Object> replace(ModelKey key, Map<Object, Object> replacement) {
        return settle(key, current -> replacement, (document, old) -> document);
    }

    /** @param form makes the new document from its values and the old document */
    private Map<Object, Object> settle(
            ModelKey key, Function<StoredDocument, Map<Object, Object>> change, BinaryOperator<byte[]> form) {
        ObjectPath path = Layout.meta(key);
        return Contention.settle(() -> {
            StoredDocument current = repositories
                    .firstOfAllAnswering(store -> store.read(path))
                    .orElseThrow(() -> repositories.noModel(key.ref().toString()));
            Map<Object, Object> changed = change.apply(current);
            byte[] document = form.apply(serializer.write(changed), current.bytes());
            if (Arrays.equals(document, PublishedParts.values(current.bytes()))) {
                cache.keep(key, Document.META, current.bytes());
            } else {
                current.store().write(path, document, PutMode.replace(current.info()));
                cache.keep(key, Document.META, document);
            }
            return Optional.of(changed);
        });
    }

    private Map<Object, Object> fetched(ModelKey key, Optional<StoredDocument> document) {
        StoredDocument meta = document.orElseThrow(() -> new CorruptDocumentException("model " + key.ref()
                + " has a header and no metadata document: the client that published it was interrupted"));
        headers.requireOwn(key, meta);
        Map<Object, Object> values = decode(meta.bytes(), meta.source());
        cache.keep(key, Document.META, meta.bytes());
        return values;
    }

    private Map<Object, Object> decode(byte[] document, String source) {
        Object values = serializer.read(document, source);
        if (values == null) {
            return Map.of();
        }
        if (values instanceof Map<?, ?> map) {
            try {
                return Tree.copyOf(map);
            } catch (UnserializableValueException e) {
                throw new CorruptDocumentException(
                        source + " holds what is no value here: " + e.problem() + ", at " + e.location(), e);
            }
        }
        throw new CorruptDocumentException(source + " is not metadata: it is no mapping");
    }
}
