package io.audmodel.archive;

import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the files and folders of a checked archive into an empty folder. Everything is made anew, never opened or
 * followed, so that nothing outside the folder can be meant.
 */
final class Unpacker {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] PLAIN = {};

    /** The umask takes away from it what this process does not grant. */
    private static final FileAttribute<?>[] EXECUTABLE = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"))
    };

    private final ZipSource source;
    private final ZipDirectory directory;
    private final ArchiveProgress progress;
    private final boolean posix;
    private final FolderTrail trail = new FolderTrail();
    private final List<Path> folders = new ArrayList<>();
    private long done;

    Unpacker(ZipSource source, ZipDirectory directory, Path target, ArchiveProgress progress) {
        this.source = source;
        this.directory = directory;
        this.progress = progress;
        this.posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.folders.add(target);
    }

    void unpack() throws IOException {
        try (MemberReader reader = new MemberReader(source)) {
            for (ZipMember member : directory.members()) {
                Path folder = enter(member);
                if (!member.folder()) {
                    unpack(member, child(folder, member.lastSegment(), member), reader);
                }
            }
        }
    }

    /** Makes the folders of the entry that are not there yet; returns the last. */
    private Path enter(ZipMember member) {
        List<String> wanted = member.folders();
        int there = trail.follow(wanted);
        folders.subList(there + 1, folders.size()).clear();
        for (String segment : wanted.subList(there, wanted.size())) {
            Path folder = child(folders.get(folders.size() - 1), segment, member);
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                throw failed(member, folder, e);
            }
            folders.add(folder);
        }
        return folders.get(folders.size() - 1);
    }

    private static Path child(Path folder, String segment, ZipMember member) {
        try {
            return folder.resolve(segment);
        } catch (InvalidPathException e) {
            throw new CacheException(
                    "no file on this system can be named " + EntryName.shown(member.name()) + ", as names are in "
                            + System.getProperty("sun.jnu.encoding")
                            + ": set a locale with UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    private void unpack(ZipMember member, Path file, MemberReader reader) throws IOException {
        long start = LocalHeader.contentOf(member, directory.endOf(member), source);
        try (NewFile out = new NewFile(member, file)) {
            reader.read(member, start, (buffer, length) -> {
                out.write(ByteBuffer.wrap(buffer, 0, length));
                done += length;
                progress.at(done, directory.bytes());
            });
        }
    }

    private RuntimeException failed(ZipMember member, Path path, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new CancelledException("interrupted while " + path + " was written", e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return source.corruptEntry(
                    member.name(),
                    "means the same file here as another entry, as this file system does not tell upper from lower case"
                            + " or one form of Unicode from the other");
        }
        return new CacheException("cannot write " + path + ": " + e.getMessage(), e);
    }

    /** A file being written, whose failures are those of the local disk and not of the archive. */
    private final class NewFile implements AutoCloseable {

        private final ZipMember member;
        private final Path file;
        private final FileChannel channel;

        NewFile(ZipMember member, Path file) {
            this.member = member;
            this.file = file;
            try {
                channel = FileChannel.open(file, NEW, posix && member.executable() ? EXECUTABLE : PLAIN);
            } catch (IOException e) {
                throw failed(member, file, e);
            }
        }

        void write(ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw failed(member, file, e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(member, file, e);
            }
        }
    }
}
