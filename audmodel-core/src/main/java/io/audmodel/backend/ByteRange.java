package io.audmodel.backend;

import io.audmodel.error.InvalidArgumentException;

/**
 * Which bytes of an object are wanted. An end beyond the object's is cut to it; a start beyond it is an error of the
 * read.
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

    /** The whole object, also an empty one. */
    public static ByteRange all() {
        return ALL;
    }

    /** All from this byte on. */
    public static ByteRange from(long offset) {
        return new ByteRange(offset, Long.MAX_VALUE);
    }

    /** At most {@code length} bytes from this byte on. */
    public static ByteRange of(long offset, long length) {
        return new ByteRange(offset, length);
    }

    public boolean isAll() {
        return offset == 0 && length == Long.MAX_VALUE;
    }

    /** How many bytes of an object of this size are in the range; the offset must lie within it. */
    public long lengthWithin(long size) {
        return Math.min(length, size - offset);
    }
}
