package io.audmodel.serializer;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.UnserializableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into the bytes of a document, and back. Thread-safe. The values are those that
 * {@link io.audmodel.value.Tree} describes, tuples and sets of Python among them, and null. Reading what was written gives
 * equal values of the same classes, mappings in the same order. {@code SerializerContract} of the test kit has all of this as
 * tests.
 */
public interface Serializer {

    /**
     * Writes one document.
     *
     * @throws UnserializableValueException if the format cannot hold a value
     */
    byte[] write(@Nullable Object value);

    /**
     * Reads one document; returns null for an empty one. Never instantiates anything but the values of {@link
     * io.audmodel.value.Tree}.
     *
     * @param source what the bytes are, for messages, such as a path in a repository
     * @throws CorruptDocumentException if the bytes are not a document, or hold what must not be instantiated
     * @throws LimitExceededException if it is nested too deep or has too many aliases
     */
    @Nullable
    Object read(byte[] document, String source);

    /**
     * Reads one document as {@link #read} does, but puts an {@link Unreadable} in place of each part that is no value,
     * keys included, so that the rest can be used.
     *
     * @throws CorruptDocumentException if the bytes are not a document at all
     */
    @Nullable
    Object readLeniently(byte[] document, String source);
}
