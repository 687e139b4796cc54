package io.audmodel.backend;

import io.audmodel.error.BackendException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stores named byte objects: one repository. Thread-safe. A write becomes visible whole or not at all, and every read
 * that begins after it has returned sees it.
 *
 * <p>There is no copy, move, rename, directory or retry here, and no knowledge of models: the client decides what is
 * written, where and in which order. Whoever writes a backend extends the contract suite of {@code audmodel-testkit},
 * which tests every sentence of this page.
 *
 * <p>Every method throws the kind of {@link BackendException} that fits: absent is only what the store says is absent;
 * whatever leaves a doubt (no answer, no permission, a timeout) is an exception.
 */
public interface Backend extends AutoCloseable {

    /**
     * What this store guarantees about conditional writes; the same set at every call, but for what a write showed to be no
     * guarantee: that is missing from then on. Ask after the write that relies on it.
     */
    Set<Capability> capabilities();

    /** Tells what is at the path; empty only if the store says that nothing is. */
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
     * Lists all objects below the prefix, at any depth, by whole segments ({@code a/b} does not match {@code a/b_c}),
     * in no particular order; nothing if there are none. The caller closes the stream, which may ask the store for more
     * while it is read, and throws then. Checksum and revision may be missing.
     */
    Stream<ObjectInfo> list(ObjectPath prefix);

    /** Deletes the object; succeeds if it is absent already. */
    void delete(ObjectPath path);

    /** The address under which people and other tools find the object, whether or not it exists. No request is made. */
    URI url(ObjectPath path);

    /** Releases connections and threads. Calls after it fail; closing again does nothing. */
    @Override
    void close();
}
