package io.audmodel.backend.fs;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** Writes to a file, counts and digests what passes, and knows whether a failure was its own. */
final class DigestingSink extends OutputStream {

    /** A channel keeps a buffer of the size that was handed in: larger ones would stay with the thread. */
    private static final int LARGEST_WRITE = 128 * 1024;

    private final FileChannel channel;
    private final MessageDigest digest = Checksum.newDigest();
    private long count;
    private boolean failed;

    DigestingSink(FileChannel channel) {
        this.channel = channel;
    }

    long count() {
        return count;
    }

    boolean hasFailed() {
        return failed;
    }

    /** The checksum of all that was written; asked for once, at the end. */
    Checksum checksum() {
        return Checksum.ofDigest(digest.digest());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        count += length;
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, LARGEST_WRITE);
            writeFully(ByteBuffer.wrap(bytes, offset + done, part));
            done += part;
        }
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }
}
