package io.audmodel.backend;

import io.audmodel.error.InvalidArgumentException;

/**
 * A range of an object's bytes. A read cuts an end beyond the object's to it, and refuses a start beyond it.
 *
 * @param offset the first byte, counted from 0
 * @param length how many bytes, at least 1; {@link Long#MAX_VALUE} for all that follow
 */
public record ByteRange(long offset, long length) {

    private static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    /** @throws InvalidArgumentException if the offset is negative or the length less than 1 */
    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new InvalidArgumentException(
                    "no byte range begins at " + offset + " and has " + length + " bytes: at least 0 and 1 are needed");
        }
    }

    /** Returns the range of the whole object, which may be empty. */
    public static ByteRange all() {
        return ALL;
    }

    /** Returns the range of all bytes from this one on. */
    public static ByteRange from(long offset) {
        return new ByteRange(offset, Long.MAX_VALUE);
    }

    /** Returns the range of at most {@code length} bytes from this one on. */
    public static ByteRange of(long offset, long length) {
        return new ByteRange(offset, length);
    }

    /** Returns whether this is the range of the whole object. */
    public boolean isAll() {
        return offset == 0 && length == Long.MAX_VALUE;
    }

    /** Returns how many bytes of an object of this size are in the range; the offset must lie within the object. */
    public long lengthWithin(long size) {
        return Math.min(length, size - offset);
    }
}
