package io.audmodel.archive;

import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an archive, by position. Knows what the archive is called, and words what is wrong with it.
 */
final class ZipSource {

    private final SeekableByteChannel channel;
    private final String name;
    private final long size;

    ZipSource(SeekableByteChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        this.size = channel.size();
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Exactly these bytes, in the byte order of ZIP. */
    ByteBuffer read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        readFully(position, bytes, length);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills the beginning of the array. */
    void readFully(long position, byte[] into, int length) throws IOException {
        if (position < 0 || position > size - length) {
            throw corrupt("it is cut off: bytes are missing at " + position);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while archive " + name + " was read");
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
            channel.position(position);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw corrupt("it became shorter than " + size + " bytes while it was read");
                }
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("interrupted while archive " + name + " was read", e);
        }
    }

    CorruptArchiveException corrupt(String problem) {
        return corrupt(problem, null);
    }

    CorruptArchiveException corrupt(String problem, @Nullable Throwable cause) {
        return new CorruptArchiveException(
                "archive " + name + " is damaged or hostile, and is not unpacked: " + problem, cause);
    }

    /** As {@link #corrupt(String)}, for one entry. */
    CorruptArchiveException corruptEntry(String entry, String problem) {
        return corrupt("entry " + EntryName.shown(entry) + " " + problem);
    }
}
