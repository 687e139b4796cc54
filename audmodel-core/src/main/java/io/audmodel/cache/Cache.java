package io.audmodel.cache;

import io.audmodel.error.CacheException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what was loaded, for all processes and users that share it, the Python package included. Thread-safe.
 *
 * <p>A folder that {@link #find} or {@link #getOrFill} returns is complete. Locks only save downloads: where they do
 * nothing, a model may be fetched more than once, and what is returned is complete all the same.
 */
public interface Cache {

    /** How many bytes a document or note has at the most: what is longer is none. */
    int MAX_DOCUMENT_BYTES = 16 << 20;

    /** The folder that holds everything. */
    Path root();

    /**
     * The folder of a model, if it is here and complete. Takes no lock, and writes nothing but a note of its use, at most
     * every ten minutes for each model, where it can.
     */
    Optional<Path> find(ModelKey key);

    /**
     * The folder of a model; calls the filler if it is not here yet. Of the threads and processes that ask for one key
     * at a time, one fills and the others wait for it. If the filler throws, what it made is removed, and the exception
     * is passed on.
     *
     * @param timeout how long to wait for others at the most
     * @throws LockTimeoutException if others were not done by then
     * @throws CacheException if the cache cannot be written, or if the filler put nothing into the content folder
     * @throws io.audmodel.error.CancelledException if the thread is interrupted while it waits
     */
    Path getOrFill(ModelKey key, Duration timeout, Filler filler);

    /** The cached bytes of a document, if there are any, and not more than a document has. They may be old or damaged: the caller checks. No lock. */
    default Optional<byte[]> read(ModelKey key, Document document) {
        try {
            return read(key, document, MAX_DOCUMENT_BYTES);
        } catch (LimitExceededException e) {
            return Optional.empty();
        }
    }

    /**
     * As {@link #read(ModelKey, Document)}, of what is not too long to be held in memory.
     *
     * @param most how many bytes it may have
     * @throws LimitExceededException if it has more; none of them was kept in memory then
     */
    Optional<byte[]> read(ModelKey key, Document document, int most);

    /**
     * Keeps the bytes of a document; a reader sees the old or the new ones, never a mixture.
     *
     * @throws CacheException if the cache cannot be written
     */
    void write(ModelKey key, Document document, byte[] content);

    /** The versions of which the header of this short or legacy id is cached. */
    Set<Version> versions(String id);

    /** The models that are here and complete. What comes or goes meanwhile is among them or not. Takes no lock, and does not update the time of last use. */
    Set<ModelKey> models();

    /** What a model takes and when it was used; empty if it is not here. Takes no lock, and does not update the time of last use. */
    Optional<Usage> usage(ModelKey key);

    /**
     * What is in the folder of a model that is here, but for folders, at any depth. A link is not followed. No lock, no
     * use.
     *
     * @throws CacheException if it is not here, or cannot be read
     */
    List<Entry> entries(ModelKey key);

    /**
     * Opens one file of a model; empty if no regular file is there by this name. Waits for nothing but the disk, whatever
     * others put there. Takes no lock, and does not update the time of last use.
     *
     * @param file its path in the model, with slashes
     */
    Optional<InputStream> open(ModelKey key, String file);

    /**
     * The cache, in this one, for what was chosen of models in one way. What it has is no model of this one.
     *
     * @param name stands for the choice; letters, digits, {@code .}, {@code _} and {@code -}, and not only dots
     */
    Cache part(String name);

    /** Those of the caches for parts that somebody has filled until now. */
    List<Cache> parts();

    /**
     * Makes an empty cache for one call, that nobody else sees: on the disk of this one, or in the temporary folder if this
     * one cannot be written.
     *
     * @throws CacheException if that cannot be written either
     */
    Scratch scratch();

    /**
     * Removes what killed processes left, where that is certain, or a day old. Waits for nobody.
     *
     * @return how many bytes that took
     */
    long sweep();

    /**
     * Removes a model and the documents beside it, unless it was used after the given moment. It vanishes as a whole:
     * whoever asks for it meanwhile gets all of it or nothing, and fills it again.
     *
     * @param unusedSince {@link Instant#MAX} to remove it whenever it was used
     * @param timeout how long to wait at the most for somebody who fills or removes it
     * @return whether it was here and is gone
     * @throws LockTimeoutException if others were not done by then
     * @throws CacheException if the cache cannot be written
     */
    boolean remove(ModelKey key, Instant unusedSince, Duration timeout);

    /**
     * What was noted under this name; empty if nothing was. It may be old or damaged: the caller checks. No lock.
     *
     * @param shelf keeps notes of one kind together; as the name letters, digits, {@code .}, {@code _} and {@code -}, and
     *     not only dots
     */
    Optional<byte[]> note(String shelf, String name);

    /**
     * Notes something that is of use while no repository can be asked; replaces what was noted before.
     *
     * @throws CacheException if the cache cannot be written
     */
    void note(String shelf, String name, byte[] content);

    /** The names of all notes on the shelf. */
    Set<String> notes(String shelf);

    /**
     * What a model takes of the cache.
     *
     * @param folder where it is
     * @param bytes of all its files
     * @param lastUse when it was found or filled last, up to ten minutes before it really was
     */
    record Usage(Path folder, long bytes, Instant lastUse) {}

    /**
     * Something in the folder of a model.
     *
     * @param name its path in the model, with slashes
     * @param bytes its length
     * @param isFile whether it is a regular file, and not a link or a pipe
     */
    record Entry(String name, long bytes, boolean isFile) {}

    /** A cache that is removed, with all that is in it, when this is closed. */
    interface Scratch extends AutoCloseable {

        Cache cache();

        @Override
        void close();
    }

    /** The documents kept beside a model. */
    enum Document {
        /** Never changes. */
        HEADER,
        /** Valid while its MD5 equals the repository's. */
        META
    }

    /** Puts a model into a folder. */
    @FunctionalInterface
    interface Filler {

        /** @param staging where to put it, on the cache's own disk */
        void fill(Staging staging);
    }

    /**
     * Private folders for one fill, on the cache's own disk; both exist and are empty.
     *
     * @param content becomes the model's folder
     * @param scratch for what is needed on the way; removed afterwards
     */
    record Staging(Path content, Path scratch) {}
}
