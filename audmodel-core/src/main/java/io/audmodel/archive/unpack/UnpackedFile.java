package io.audmodel.archive.unpack;

import io.audmodel.archive.WriteErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file being written. Its failures are those of the local disk, not of the archive. It is always a new file: an
 * existing file or link is never opened. Writing is thread-safe.
 */
final class UnpackedFile implements AutoCloseable {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] PLAIN = {};

    /** The umask removes what this process does not grant. */
    private static final FileAttribute<?>[] EXECUTABLE = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"))
    };

    private final ZipSource source;
    private final ZipMember member;
    private final Path file;
    private final FileChannel channel;

    UnpackedFile(ZipSource source, ZipMember member, Path file) {
        this.source = source;
        this.member = member;
        this.file = file;
        try {
            channel = FileChannel.open(file, NEW, member.executable() && isPosix(file) ? EXECUTABLE : PLAIN);
        } catch (IOException e) {
            throw failed(source, member, file, e);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    ZipMember member() {
        return member;
    }

    Path path() {
        return file;
    }

    void write(ByteBuffer bytes, long position) {
        long at = position;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw failed(source, member, file, e);
        }
    }

    /** @throws io.audmodel.error.CorruptArchiveException if the content that was written has another CRC-32 */
    void requireCrc(int actual) {
        member.requireCrc(actual, source);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(source, member, file, e);
        }
    }

    static RuntimeException failed(ZipSource source, ZipMember member, Path path, IOException e) {
        return WriteErrors.of(source.errors(), member.name(), path, e);
    }
}
