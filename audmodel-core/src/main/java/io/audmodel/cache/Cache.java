package io.audmodel.cache;

import io.audmodel.error.CacheException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelHeldException;
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
 * Keeps loaded models for all processes and users that share it, the Python package included. Thread-safe.
 *
 * <p>A folder that {@link #find} or {@link #getOrFill} returns is complete. Locks only save downloads: where they do
 * nothing, a model may be fetched more than once, and the returned folder is still complete.
 */
public interface Cache {

    /** The largest length of a document or note, in bytes. A longer file counts as missing. */
    int MAX_DOCUMENT_BYTES = 16 << 20;

    /** Returns the folder that holds everything that is written here. */
    Path root();

    /**
     * Returns the layers of this cache in the order in which they are asked: first the one that is filled and pruned, then
     * those below it, which are only read. By default it is this cache alone.
     */
    default List<Cache> layers() {
        return List.of(this);
    }

    /**
     * Returns the folder of a model, if it is cached and complete. Takes no lock, and writes only the time of last use,
     * at most every ten minutes for each model, if it can.
     */
    Optional<Path> find(ModelKey key);

    /**
     * Returns the folder of a model as {@link #find} does, if it is the one that was {@linkplain #seal sealed} by these
     * rules, the seal has not ended, and nobody but the user of this process and the superuser can change the folder or
     * the seal. A cache that cannot know that finds nothing.
     *
     * @param rules of the seal
     */
    default Optional<Path> findSealed(ModelKey key, String rules) {
        return Optional.empty();
    }

    /**
     * Remembers that a model was judged, for {@link #findSealed}, if its folder is the one of the seal. Does nothing where
     * others could have written the seal, or it cannot be written: then the model is judged again. A cache that is only
     * read remembers it as long as it is open.
     */
    default void seal(ModelKey key, Seal seal) {}

    /**
     * Returns the folder of a model, and calls the filler first if it is not cached. Of the threads and processes that
     * want one key, one fills the folder and the others wait for it. If the filler throws, its files are removed, and
     * the exception is passed on.
     *
     * @param timeout the longest wait for others
     * @throws LockTimeoutException if others still held the lock then
     * @throws CacheException if the cache cannot be written, or if the filler put nothing into the content folder
     * @throws io.audmodel.error.CancelledException if the thread is interrupted while it waits
     */
    Path getOrFill(ModelKey key, Duration timeout, Filler filler);

    /**
     * Holds a model, if it is cached and complete, so that no {@link #remove} takes it until the result is closed or
     * this process ends. Many may hold one model, also users who may only read the cache. Notes the time of last use
     * when it begins and when it ends.
     *
     * @param timeout the longest wait for others that are removing it
     * @return empty if the model is not cached, or was removed meanwhile
     * @throws LockTimeoutException if others still kept it from being held then
     * @throws CacheException if the cache cannot be read
     * @throws io.audmodel.error.CancelledException if the thread is interrupted while it waits
     */
    Optional<HeldModel> hold(ModelKey key, Duration timeout);

    /**
     * Describes who {@linkplain #hold holds} a model at this moment, such as "the process 17 (java), which runs since …";
     * empty if nobody does, or if the cache cannot know. Waits for nobody, keeps nobody waiting for longer than a moment,
     * and does not update the time of last use.
     *
     * @throws CacheException if the cache cannot be read
     */
    default Optional<String> holderOf(ModelKey key) {
        return Optional.empty();
    }

    /**
     * Returns the cached bytes of a document; empty if there are none, or more than {@link #MAX_DOCUMENT_BYTES}. They
     * may be old or damaged: the caller checks them. Takes no lock.
     */
    default Optional<byte[]> read(ModelKey key, Document document) {
        try {
            return read(key, document, MAX_DOCUMENT_BYTES);
        } catch (LimitExceededException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the cached bytes of a document, as {@link #read(ModelKey, Document)} does, if they are few enough to be
     * held in memory.
     *
     * @param most the largest length that the caller can hold, in bytes
     * @throws LimitExceededException if it is longer; none of it was read into memory
     */
    Optional<byte[]> read(ModelKey key, Document document, int most);

    /**
     * Caches the bytes of a document. A reader sees the old or the new ones, never a mixture.
     *
     * @throws CacheException if the cache cannot be written
     */
    void write(ModelKey key, Document document, byte[] content);

    /** Returns the versions of a short or legacy id whose headers are cached. */
    Set<Version> versions(String id);

    /**
     * Returns the models that are cached and complete. Models that are added or removed meanwhile may be missing. Takes
     * no lock, and does not update the time of last use.
     */
    Set<ModelKey> models();

    /**
     * Returns the size of a model and the time of its last use; empty if it is not cached. Takes no lock, and does not
     * update the time of last use.
     */
    Optional<Usage> usage(ModelKey key);

    /**
     * Lists what is in the folder of a cached model at any depth, except folders. Does not follow links. Takes no lock,
     * and does not update the time of last use.
     *
     * @throws CacheException if the model is not cached, or cannot be read
     */
    List<Entry> entries(ModelKey key);

    /**
     * Opens one file of a model; empty if there is no regular file of this name. Waits for nothing but the disk, even
     * if others put a pipe there. Takes no lock, and does not update the time of last use.
     *
     * @param file its path in the model, with slashes
     */
    Optional<InputStream> open(ModelKey key, String file);

    /**
     * Returns a cache inside this one for files selected from models in one way. Its entries are no models of this
     * cache.
     *
     * @param name identifies the selection; letters, digits, {@code .}, {@code _} and {@code -}, and not only dots
     */
    Cache part(String name);

    /** Returns those of the caches for {@linkplain #part parts} that hold something. */
    List<Cache> parts();

    /**
     * Makes an empty private cache for one call: on the disk of this one, or in the temporary folder if this one cannot
     * be written.
     *
     * @throws CacheException if the temporary folder cannot be written either
     */
    Scratch scratch();

    /**
     * Removes what killed processes left, if it certainly belongs to no live process, or is a day old. Waits for no
     * lock.
     *
     * @return how many bytes were freed
     */
    long sweep();

    /**
     * Removes a model and the documents beside it, unless it was used after the given moment. The model is removed as a
     * whole: a concurrent caller finds all of it or none, and fills it again.
     *
     * @param unusedSince the given moment; {@link Instant#MAX} to remove the model whenever it was used
     * @param timeout the longest wait for others that fill or remove it
     * @return whether it was cached, and is removed
     * @throws LockTimeoutException if others still held the lock then
     * @throws ModelHeldException if somebody {@linkplain #hold holds} it; it stays as it is
     * @throws CacheException if the cache cannot be written
     */
    boolean remove(ModelKey key, Instant unusedSince, Duration timeout);

    /**
     * Returns the note of this name; empty if there is none. It may be old or damaged: the caller checks it. Takes no
     * lock.
     *
     * @param kind what the note is about; like the name it has letters, digits, {@code .}, {@code _} and {@code -}, and
     *     not only dots
     */
    Optional<byte[]> readNote(String kind, String name);

    /**
     * Writes a note, which serves while no repository can be asked, and replaces an earlier one.
     *
     * @throws CacheException if the cache cannot be written
     */
    void writeNote(String kind, String name, byte[] content);

    /** Returns the names of all notes of a kind. */
    Set<String> notes(String kind);

    /**
     * Tries whether this cache can be written, and whether its locks keep other processes out, in a private folder that
     * it removes again. Makes the root if it is missing. Waits for no lock.
     *
     * @throws CacheException if the cache cannot be written
     */
    Locks tryOut();

    /** Whether locks keep processes from fetching the same model at the same time. Without them loads stay correct. */
    enum Locks {
        /** They do. */
        WORKING,
        /** They are switched off by a setting. */
        SWITCHED_OFF,
        /** The system cannot be called for them. */
        NOT_CALLABLE,
        /** The file system of the cache does not keep them. */
        NOT_KEPT
    }

    /**
     * The size and last use of a cached model.
     *
     * @param folder its folder
     * @param bytes the bytes of all its files
     * @param lastUse when it was last found or filled; may be up to ten minutes too early
     */
    record Usage(Path folder, long bytes, Instant lastUse) {}

    /**
     * A file, link or other entry in the folder of a model.
     *
     * @param name its path in the model, with slashes
     * @param bytes its length
     * @param isFile whether it is a regular file, and not a link or a pipe
     */
    record Entry(String name, long bytes, boolean isFile) {}

    /** A temporary cache; closing it removes it with all its content. */
    interface Scratch extends AutoCloseable {

        /** Returns the cache, which nobody else uses. */
        Cache cache();

        @Override
        void close();
    }

    /** A document cached beside a model. */
    enum Document {
        /** Never changes. */
        HEADER,
        /** Valid while its MD5 equals the repository's. */
        META,
        /** The signatures by which the model was let in; a reader verifies them. */
        SIGNATURES
    }

    /** Puts a model into a folder. */
    @FunctionalInterface
    interface Filler {

        /** @param staging the folders to fill, on the cache's own disk */
        void fill(Staging staging);
    }

    /**
     * Private folders for one fill, on the cache's own disk; both exist and are empty.
     *
     * @param content becomes the model's folder
     * @param scratch for temporary files; it is removed afterwards
     */
    record Staging(Path content, Path scratch) {}
}
