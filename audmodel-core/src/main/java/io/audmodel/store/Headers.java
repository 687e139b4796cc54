package io.audmodel.store;

import io.audmodel.backend.ObjectPath;
import io.audmodel.cache.Cache.Document;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import java.net.URI;
import java.util.Optional;

/** Finds headers in the cache, where they stay valid for ever, or in the repositories. */
public final class Headers {

    private final Repositories repositories;
    private final DocumentCache cache;
    private final HeaderCodec codec;

    public Headers(Repositories repositories, DocumentCache cache, HeaderCodec codec) {
        this.repositories = repositories;
        this.cache = cache;
        this.codec = codec;
    }

    /** The header; no request is sent if it is cached. */
    public ModelHeader header(ModelKey key) {
        return cached(key).orElseGet(() -> locate(key).header());
    }

    /** The cached header; empty if there is none, or it is damaged. */
    public Optional<ModelHeader> cached(ModelKey key) {
        return decoded(key, cache.read(key, Document.HEADER));
    }

    /** Whether the cache has the header or the files. */
    public boolean isCached(ModelKey key) {
        return cached(key).isPresent() || cache.hasModel(key);
    }

    /** @throws io.audmodel.error.LimitExceededException if it has more than {@code most} bytes */
    public Optional<ModelHeader> cached(ModelKey key, int most) {
        return decoded(key, cache.read(key, Document.HEADER, most));
    }

    private Optional<ModelHeader> decoded(ModelKey key, Optional<byte[]> document) {
        return document.flatMap(bytes -> {
            try {
                return Optional.of(codec.decode(bytes, key, "the cached header of " + key));
            } catch (CorruptContentException e) {
                return Optional.empty();
            }
        });
    }

    /** Asks the repositories for the header, and caches it. */
    public LocatedModel locate(ModelKey key) {
        StoredDocument found = repositories
                .first("model " + key.ref(), store -> store.readHeader(key))
                .orElseThrow(() -> notFound(key));
        return new LocatedModel(found.store(), key, kept(key, found), PublishedParts.in(found.bytes()));
    }

    private ModelHeader kept(ModelKey key, StoredDocument found) {
        ModelHeader header = codec.decode(found.bytes(), key, found.source());
        cache.keep(key, Document.HEADER, found.bytes());
        return header;
    }

    /**
     * @throws CorruptDocumentException if the metadata belong to another publish, which ran at the same time on a store
     *     without conditions
     */
    public void requireOwn(ModelKey key, StoredDocument meta) {
        if (!isOwn(key, meta.bytes())) {
            StoredDocument header = meta.store().readHeader(key).orElseThrow(() -> notFound(key));
            kept(key, header);
            requireOwn(header, meta);
        }
    }

    /** Whether metadata belong to the cached header, or were changed since they were published. */
    boolean isOwn(ModelKey key, byte[] meta) {
        return !PublishedParts.isAsPublished(meta)
                || cache.read(key, Document.HEADER)
                        .filter(header -> PublishedParts.belong(header, meta))
                        .isPresent();
    }

    /** As {@link #requireOwn(ModelKey, StoredDocument)}, for the header of the same repository. */
    public static void requireOwn(StoredDocument header, StoredDocument meta) {
        if (!PublishedParts.belong(header.bytes(), meta.bytes())) {
            throw new CorruptDocumentException(meta.source() + " was published with another header than "
                    + header.source() + ": two publishers of this id met on a store that keeps no conditions."
                    + " Replace the metadata, or publish another version");
        }
    }

    /**
     * The header of a model in this repository; empty if it is gone by now.
     *
     * @throws io.audmodel.error.LimitExceededException if it has more than {@code most} bytes
     */
    public Optional<ModelHeader> in(Store store, ModelKey key, int most) {
        Optional<ModelHeader> cached = cached(key, most);
        return cached.isPresent() ? cached : store.readHeader(key, most).map(found -> kept(key, found));
    }

    /** Finds the repository that has the header; empty if none has it. */
    Optional<Store> holder(ModelKey key) {
        return repositories.first(
                "model " + key.ref(), store -> store.statHeader(key).map(info -> store));
    }

    public Store requireHolder(ModelKey key) {
        return holder(key).orElseThrow(() -> notFound(key));
    }

    /** The address of the model's archive in the repository that has it. */
    public URI archiveUrl(ModelKey key) {
        LocatedModel held = locate(key);
        return held.store().backend().url(Layout.archive(key, held.header()));
    }

    /** The address of a document of the model in the repository that has it. */
    public URI documentUrl(ModelKey key, ObjectPath document) {
        return requireHolder(key).backend().url(document);
    }

    /** Whether a repository has the model now; offline, whether it is cached. */
    public boolean exists(ModelKey key) {
        return repositories.isOffline() && isCached(key) || holder(key).isPresent();
    }

    /** @throws io.audmodel.error.OfflineException if no repository may be asked for the model */
    public void requireOnline(ModelKey key) {
        repositories.requireOnline("model " + key.ref());
    }

    public void requireExists(ModelKey key) {
        if (cached(key).isEmpty() && !exists(key)) {
            throw notFound(key);
        }
    }

    private ModelNotFoundException notFound(ModelKey key) {
        return repositories.noModel(key.ref().toString());
    }
}
