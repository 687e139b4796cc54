package io.audmodel.archive.pack;

import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;

/** A file that is being packed, which must stay as the scan found it. Threads may read different places at once. */
final class SourceFile implements AutoCloseable {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final PackedFile file;
    private final FileChannel channel;

    private SourceFile(PackedFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static SourceFile open(PackedFile file) {
        try {
            return new SourceFile(file, FileChannel.open(file.file(), READ));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    PackedFile file() {
        return file;
    }

    /** Fills the buffer with the bytes from a position on. */
    void read(ByteBuffer buffer, long position) {
        long from = position - buffer.position();
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw changed();
                }
            }
        } catch (ClosedChannelException e) {
            // Only an interrupt closes a file that is being read.
            throw new CancelledException("interrupted while " + file.file() + " was packed", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** @throws InvalidArgumentException if the file has another length or time than the scan found */
    void requireUnchanged() {
        try {
            FileTime modified = Files.getLastModifiedTime(file.file(), LinkOption.NOFOLLOW_LINKS);
            if (channel.size() != file.size() || !modified.equals(file.modified())) {
                throw changed();
            }
        } catch (ClosedChannelException e) {
            throw new CancelledException("interrupted while " + file.file() + " was packed", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private InvalidArgumentException changed() {
        return new InvalidArgumentException(file.file() + " changed while it was packed: it had " + file.size()
                + " bytes at first; let nobody write to the model folder, and try again");
    }

    private static InvalidArgumentException unreadable(PackedFile file, IOException cause) {
        return new InvalidArgumentException(
                file.file() + " cannot be read any more, although it could be when packing began: " + Reasons.of(cause),
                cause);
    }
}
