package io.audmodel;

import io.audmodel.Verification.Damage;
import io.audmodel.Verification.Place;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.cache.Cache.Usage;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.event.ModelVerified;
import io.audmodel.event.delivery.EventScope;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.store.ContentChecksum;
import io.audmodel.store.Headers;
import io.audmodel.store.Layout;
import io.audmodel.store.LocatedModel;
import io.audmodel.store.Metadata;
import io.audmodel.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Verify: the documents are read, and the archive is loaded a second time into a temporary cache, which checks all that
 * is stored; then the cached files are compared with it.
 */
final class Verifier {

    private final ModelKey key;
    private final Headers headers;
    private final Metadata metadata;
    private final Supplier<Cache> cache;
    private final Consumer<Cache> loader;

    /** @param loader loads the model into this cache */
    Verifier(ModelKey key, Headers headers, Metadata metadata, Supplier<Cache> cache, Consumer<Cache> loader) {
        this.key = key;
        this.headers = headers;
        this.metadata = metadata;
        this.cache = cache;
        this.loader = loader;
    }

    Verification verify() {
        long begun = System.nanoTime();
        Verification verification = look();
        EventScope events = EventScope.current();
        if (events.isHeard()) {
            events.send(new ModelVerified(
                    key.ref(), verification.damages().size(), Duration.ofNanos(System.nanoTime() - begun)));
        }
        return verification;
    }

    private Verification look() {
        List<Damage> damages = new ArrayList<>();
        boolean headerCached = cache.get().read(key, Document.HEADER).isPresent();
        Optional<ModelHeader> cachedHeader = headers.cached(key);
        LocatedModel held = headers.locate(key);
        if (headerCached && !cachedHeader.equals(Optional.of(held.header()))) {
            damages.add(
                    new Damage(Place.CACHE, "the header was another one than the stored one; it has been replaced"));
        }
        if (held.parts().isPresent()) {
            verifyId(held, damages);
        }
        verifyMeta(held, damages);
        Optional<Usage> folder = cache.get().usage(key);
        verifyFiles(held, folder.isPresent(), damages);
        return new Verification(key.ref(), held.store().repository(), folder.isPresent(), damages);
    }

    /**
     * Removes a damaged model from the cache. In a base it stays, and has to be loaded anew above it.
     *
     * @return whether there is one
     * @throws CorruptArchiveException if it is damaged in the repository; it stays in the cache then
     */
    boolean evictDamaged(Duration timeout) {
        Verification verification = verify();
        if (verification.damages().stream().anyMatch(damage -> damage.place() == Place.REPOSITORY)) {
            throw new CorruptArchiveException(
                    "model " + key.ref() + " cannot be loaded again, and the cache stays as it is: "
                            + verification.damages() + "; publish it anew, or copy it from where it is intact");
        }
        if (!verification.isIntact()) {
            cache.get().remove(key, Instant.MAX, timeout);
        }
        return !verification.isIntact();
    }

    /**
     * A load needs no parameters, and trusts that a header belongs to the id in its path. A header of the Python
     * package may hold parameters that give another id as they are read here.
     */
    private static void verifyId(LocatedModel held, List<Damage> damages) {
        ModelId told = held.header().id();
        if (!told.equals(held.key().ref())) {
            damages.add(new Damage(
                    Place.REPOSITORY,
                    Layout.header(held.key())
                            + " is that of another model: its name, subgroup and parameters have the id " + told));
        }
    }

    private void verifyMeta(LocatedModel held, List<Damage> damages) {
        try {
            if (metadata.in(held.store(), held.key()).isEmpty()) {
                damages.add(new Damage(Place.REPOSITORY, Layout.meta(held.key()) + " is missing"));
            }
        } catch (CorruptContentException e) {
            damages.add(new Damage(Place.REPOSITORY, e.getMessage()));
        }
    }

    /** A load checks only the files in an archive; a verification checks the whole archive. */
    private static void verifyChecksum(Store store, ObjectInfo archive, List<Damage> damages) {
        Optional<Checksum> expected = archive.checksum();
        Optional<Checksum> actual = expected.map(known -> ContentChecksum.read(store, archive));
        if (!actual.equals(expected)) {
            damages.add(new Damage(
                    Place.REPOSITORY,
                    archive.path() + " has the MD5 " + actual.orElseThrow() + " instead of " + expected.orElseThrow()));
        }
    }

    private void verifyFiles(LocatedModel held, boolean isCached, List<Damage> damages) {
        ObjectPath archive = Layout.archive(held.key(), held.header());
        Optional<ObjectInfo> info = held.store().backend().stat(archive);
        if (info.isEmpty()) {
            damages.add(new Damage(Place.REPOSITORY, archive + " is missing"));
            return;
        }
        verifyChecksum(held.store(), info.get(), damages);
        try (Cache.Scratch scratch = cache.get().scratch()) {
            loader.accept(scratch.cache());
            if (isCached) {
                new FolderComparison(held.key(), cache.get(), scratch.cache())
                        .differences()
                        .forEach(what -> damages.add(new Damage(Place.CACHE, what)));
            }
        } catch (CorruptContentException e) {
            damages.add(new Damage(Place.REPOSITORY, e.getMessage()));
        }
    }
}
