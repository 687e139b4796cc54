package io.audmodel.backend.support;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A part of a file. */
final class FilePart extends BlockInputStream {

    private final FileChannel channel;
    private long position;
    private final long end;

    private FilePart(FileChannel channel, long position, long end) {
        this.channel = channel;
        this.position = position;
        this.end = end;
    }

    static FilePart open(Path file, long offset, long count) throws IOException {
        return new FilePart(FileChannel.open(file, StandardOpenOption.READ), offset, offset + count);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0 || position == end) {
            return length == 0 ? 0 : -1;
        }
        int most = (int) Math.min(length, end - position);
        int count = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
        if (count < 0) {
            throw new EOFException(
                    "a file became shorter while it was stored: " + (end - position) + " bytes are missing");
        }
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
