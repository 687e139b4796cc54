package io.audmodel.backend;

import io.audmodel.error.BackendException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stores named byte objects: one repository. Thread-safe. A write becomes visible whole or not at all, and every read
 * that begins after it has returned sees it.
 *
 * <p>There is no copy, move, rename, directory or retry here, and no knowledge of models: the client decides what is
 * written, where and in which order. If you write a backend, extend the contract suite of {@code audmodel-testkit},
 * which tests every sentence of this page.
 *
 * <p>Every method throws the kind of {@link BackendException} that fits. An object is absent only if the store says so;
 * whatever leaves a doubt (no answer, no permission, a timeout) is an exception.
 */
public interface Backend extends AutoCloseable {

    /**
     * Returns what this store guarantees about conditional writes. The set stays the same, except that a guarantee
     * which a write showed to be broken is missing from then on: ask after the write that relies on it.
     */
    Set<Capability> capabilities();

    /** Returns what is at the path; empty only if the store says that nothing is there. */
    Optional<ObjectInfo> stat(ObjectPath path);

    /**
     * Opens the object for reading.
     *
     * @throws ObjectNotFoundException if the store says that nothing is there
     * @throws io.audmodel.error.InvalidArgumentException if the range begins beyond the end of the object; an empty
     *     object can be read with {@link ByteRange#all()}
     */
    ObjectBody get(ObjectPath path, ByteRange range);

    /**
     * Writes all of the content, if the condition holds.
     *
     * @return what was stored; with checksum where the content announced one or the store keeps one; with revision where
     *     the store can compare and set
     * @throws ObjectExistsException if the mode is {@code create} and there is an object
     * @throws ConflictException if the mode is {@code replace} and the object is gone or has another revision
     * @throws io.audmodel.error.OutcomeUnknownException if the answer to the write was lost
     */
    ObjectInfo put(ObjectPath path, Content content, PutMode mode);

    /**
     * Prepares to put large content for a store that has to read all of it before it sends the first byte. The caller
     * may do that ahead, by {@link PreparedContent#read}, while it waits for something else. It hands the result to
     * {@link #put} of this backend in place of the content, once or several times, and closes it. Makes no request, and
     * reads nothing.
     *
     * @param path where the content is to be put
     * @return empty if nothing is gained by reading ahead, as by default
     */
    default Optional<PreparedContent> prepare(ObjectPath path, Content content) {
        return Optional.empty();
    }

    /**
     * Lists all objects below the prefix, at any depth, by whole segments ({@code a/b} does not match {@code a/b_c}),
     * in no particular order; below {@link ObjectPath#ROOT} are all of the store. The stream is empty if there are none. The caller closes the stream. It may request more
     * from the store while it is read, and throws then. Checksum and revision may be missing.
     */
    Stream<ObjectInfo> list(ObjectPath prefix);

    /** Deletes the object; succeeds if it is absent already. */
    void delete(ObjectPath path);

    /**
     * Returns the address under which people and other tools find the object, whether or not it exists. Makes no
     * request.
     */
    URI url(ObjectPath path);

    /**
     * Returns how far the clock of the store is ahead of this machine's, to about a second, as its last answer told;
     * negative if it is behind, and empty if the store does not say, or was not asked yet. Makes no request.
     */
    default Optional<Duration> clockAhead() {
        return Optional.empty();
    }

    /**
     * Returns how long the last object that was read let wait for its first byte, with the wait for a connection; never
     * negative, and empty if that is not known. A load from a store that answers within 5 milliseconds begins with fewer
     * ranges at a time. Makes no request.
     */
    default Optional<Duration> latency() {
        return Optional.empty();
    }

    /** Releases connections and threads. Calls after it fail; closing again does nothing. */
    @Override
    void close();
}
