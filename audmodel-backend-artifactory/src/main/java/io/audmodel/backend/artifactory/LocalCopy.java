package io.audmodel.backend.artifactory;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.model.Checksum;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;

/**
 * A whole object in a temporary file, for a server without ranges: it is fetched and checked once, and ranges are read
 * from the file. Closing deletes the file.
 */
final class LocalCopy extends FilterInputStream {

    private static final int BUFFER = 64 << 10;

    private final FileChannel channel;
    private long remaining;

    private LocalCopy(FileChannel channel, ByteRange range, long size) throws IOException {
        super(Channels.newInputStream(channel.position(range.offset())));
        this.channel = channel;
        this.remaining = range.lengthWithin(size);
    }

    /**
     * Reads all of the object.
     *
     * @param whole the body, which is read and closed
     * @throws FileSystemException if the folder cannot be written
     * @throws IOException if the server fails
     */
    static ObjectBody of(ResumingStream whole, ObjectInfo info, ByteRange range, Path folder) throws IOException {
        FileChannel channel = temporary(folder);
        boolean kept = false;
        try (DigestInputStream digested = new DigestInputStream(whole, Checksum.newDigest())) {
            copy(digested, channel, folder);
            Checksum arrived = Checksum.ofDigest(digested.getMessageDigest().digest());
            if (!info.checksum().map(arrived::equals).orElse(true)) {
                throw new ChecksumMismatchException(info.path() + " arrived with MD5 " + arrived + " instead of "
                        + info.checksum().get() + "; nothing was kept, load again");
            }
            ObjectBody body = new ObjectBody(info, new LocalCopy(channel, range, info.size()), channel);
            kept = true;
            return body;
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private static FileChannel temporary(Path folder) throws FileSystemException {
        try {
            return FileChannel.open(
                    Files.createTempFile(folder, "audmodel-", ".download"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Tells a failure of the folder from one of the server. */
    private static void copy(InputStream from, FileChannel to, Path folder) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
            try {
                while (rest.hasRemaining()) {
                    to.write(rest);
                }
            } catch (IOException e) {
                throw unwritable(folder, e);
            }
        }
    }

    private static FileSystemException unwritable(Path folder, IOException cause) {
        FileSystemException named = new FileSystemException(folder.toString(), null, cause.getMessage());
        named.initCause(cause);
        return named;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int count = super.read(bytes, offset, (int) Math.min(length, remaining));
        remaining -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
