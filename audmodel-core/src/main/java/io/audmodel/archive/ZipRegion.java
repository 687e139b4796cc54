package io.audmodel.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a stretch of an archive from its beginning to its end, with one buffer that can be used for many stretches.
 */
final class ZipRegion {

    private static final int BUFFER = 1 << 16;

    private final ZipSource source;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long position;
    private long end;

    ZipRegion(ZipSource source) {
        this.source = source;
    }

    /** Goes to another stretch. */
    ZipRegion of(long start, long length) {
        position = start;
        end = start + length;
        at = 0;
        filled = 0;
        return this;
    }

    /** The bytes that come next, as many as are at hand; empty only at the end. They are gone at the next call. */
    ByteBuffer next() throws IOException {
        fill();
        ByteBuffer next = ByteBuffer.wrap(buffer, at, filled - at);
        at = filled;
        return next;
    }

    /** At most so many of the next bytes; -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException {
        fill();
        int count = Math.min(length, filled - at);
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count == 0 ? -1 : count;
    }

    /** Exactly so many of the next bytes, in the byte order of ZIP. */
    ByteBuffer take(int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            int n = read(bytes, done, length - done);
            if (n < 0) {
                throw source.corrupt("its central directory ends in the middle of an entry");
            }
            done += n;
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean atEnd() {
        return at == filled && position == end;
    }

    private void fill() throws IOException {
        if (at == filled && position < end) {
            filled = (int) Math.min(BUFFER, end - position);
            at = 0;
            source.readFully(position, buffer, filled);
            position += filled;
        }
    }
}
