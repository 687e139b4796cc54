package io.audmodel.archive.unpack;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;

/** Reads a part of an archive from its beginning to its end, through a buffer that can serve many ranges in turn. */
final class RangeReader implements AutoCloseable {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

    private final ZipSource source;
    private final ReadableByteChannel channel;
    private final ByteBuffer buffer;
    private final long end;

    /** The position of the next byte. */
    private long position;

    /** @param channel closed with this */
    RangeReader(ZipSource source, ReadableByteChannel channel, long position, long length, ByteBuffer buffer) {
        this.source = source;
        this.position = position;
        this.end = position + length;
        this.buffer = buffer.clear().limit(0);
        this.channel = channel;
    }

    long position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    /**
     * The next bytes, as many as are buffered; empty only at the end, or if {@code most} is 0. They are valid until the
     * next call.
     */
    ByteBuffer next(long most) throws IOException {
        if (!buffer.hasRemaining() && position < end && most > 0) {
            fill();
        }
        int count = (int) Math.min(buffer.remaining(), most);
        ByteBuffer next = buffer.slice(buffer.position(), count);
        buffer.position(buffer.position() + count);
        position += count;
        return next;
    }

    /** Fills a buffer with the next bytes, of which there have to be as many. */
    void read(ByteBuffer into) throws IOException {
        int buffered = Math.min(buffer.remaining(), into.remaining());
        into.put(buffer.slice(buffer.position(), buffered));
        buffer.position(buffer.position() + buffered);
        position += buffered;
        while (into.hasRemaining()) {
            position += fill(into);
        }
    }

    /** Exactly this many of the next bytes, in the byte order of ZIP. */
    ByteBuffer take(int length) throws IOException {
        if (length == 0) {
            return NOTHING;
        }
        byte[] taken = new byte[length];
        for (int done = 0; done < length; ) {
            if (atEnd()) {
                throw source.corrupt("it ends in the middle of an entry, at " + end);
            }
            if (!buffer.hasRemaining()) {
                fill();
            }
            int count = Math.min(buffer.remaining(), length - done);
            buffer.get(taken, done, count);
            position += count;
            done += count;
        }
        return ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Skips to a position. */
    void skipTo(long wanted) throws IOException {
        boolean more = true;
        while (more && position < wanted) {
            more = next(wanted - position).hasRemaining();
        }
    }

    private void fill() throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
        try {
            fill(buffer);
        } finally {
            buffer.flip();
        }
    }

    /** Reads at least one byte. */
    private int fill(ByteBuffer into) throws IOException {
        requireNoInterrupt();
        try {
            int count = 0;
            while (count == 0) {
                count = channel.read(into);
            }
            if (count < 0) {
                throw source.corrupt("it became shorter than " + source.size() + " bytes while it was read");
            }
            return count;
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("interrupted while archive " + source.name() + " was read", e);
        }
    }

    /** @throws CancelledException if the thread is interrupted */
    void requireNoInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while archive " + source.name() + " was read");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
