package io.audmodel.backend.fs;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.support.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file, which must be as long as announced. */
final class RangeStream extends BlockInputStream {

    /** A channel keeps a buffer as large as the largest read: larger ones would stay with the thread. */
    private static final int LARGEST_READ = 128 * 1024;

    private final FileChannel channel;
    private long remaining;

    private RangeStream(FileChannel channel, long length) {
        this.channel = channel;
        this.remaining = length;
    }

    /** Takes ownership of the channel, even if it throws. */
    static InputStream of(FileChannel channel, ByteRange range, long size) throws IOException {
        try {
            channel.position(range.offset());
            return new RangeStream(channel, range.lengthWithin(size));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int wanted = (int) Math.min(Math.min(length, LARGEST_READ), remaining);
        int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted));
        if (count < 0) {
            throw new EOFException("the file ends " + remaining + " bytes too early: it was changed in place");
        }
        remaining -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
