package io.audmodel.backend.fs;

import io.audmodel.backend.support.Digests;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes to a file, counts the bytes, digests them on request, and tells whether a failure was its own. */
final class FileSink extends OutputStream implements WritableByteChannel {

    /** A channel keeps a buffer as large as the largest write: larger ones would stay with the thread. */
    private static final int LARGEST_WRITE = 128 * 1024;

    private final FileChannel channel;
    private final MessageDigest digest = Checksum.newDigest();
    private final @Nullable Digests digests;
    private long count;
    private boolean failed;

    /** @param digested whether a checksum is needed, which takes longer than all the rest */
    FileSink(FileChannel channel, boolean digested) {
        this.channel = channel;
        this.digests = digested ? new Digests(List.of(digest)) : null;
    }

    long count() {
        return count;
    }

    boolean hasFailed() {
        return failed;
    }

    /** The checksum of all bytes, if they were digested. Call it once, at the end. */
    Optional<Checksum> checksum() {
        if (digests == null) {
            return Optional.empty();
        }
        digests.finish();
        return Optional.of(Checksum.ofDigest(digest.digest()));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, LARGEST_WRITE);
            write(ByteBuffer.wrap(bytes, offset + done, part));
            done += part;
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (digests != null) {
            digests.update(bytes);
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            failed = true;
            throw e;
        }
        count += length;
        return length;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Ends the digest. The caller closes the file. */
    @Override
    public void close() {
        if (digests != null) {
            digests.close();
        }
    }
}
