package io.audmodel.backend.artifactory;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.model.Checksum;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;

/**
 * A whole object in a temporary file, for a server that does not send parts: it comes in one stream, once, and is checked,
 * and every part of it is read from the file, which closing deletes at the latest.
 */
final class LocalCopy extends FilterInputStream {

    private final FileChannel channel;
    private long remaining;

    private LocalCopy(FileChannel channel, ByteRange range, long size) throws IOException {
        super(Channels.newInputStream(channel.position(range.offset())));
        this.channel = channel;
        this.remaining = range.lengthWithin(size);
    }

    /** @param whole is read and closed */
    static ObjectBody of(BodyStream whole, ObjectInfo info, ByteRange range, Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                Files.createTempFile(folder, "audmodel-", ".download"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        boolean kept = false;
        try (DigestInputStream digested = new DigestInputStream(whole, Checksum.newDigest())) {
            digested.transferTo(Channels.newOutputStream(channel));
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
