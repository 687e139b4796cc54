package io.audmodel.archive;

import io.audmodel.backend.Content;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Packs a model's folder into a ZIP file, and unpacks one. Python's {@code zipfile} reads what is packed here, and what
 * it packed is read here.
 *
 * <p>Only files are packed: a folder without any is not kept. A file keeps its name, its bytes and whether its owner
 * may execute it. Links within the folder are followed, and what they lead to is packed in their place.
 */
public final class ModelArchive {

    private ModelArchive() {}

    /**
     * Finds and checks the files of a folder; they are read later, and each time anew, when the content is written. The
     * bytes depend on nothing but the files and the compression: two folders with the same files give the same archive,
     * whatever the number of cores. (Another version of the JDK may deflate differently.)
     *
     * <p>All cores deflate, also within one file; the thread that asks for the content writes it, and tells how far it
     * is. Memory is bounded: three megabytes and a half per core, outside the heap.
     *
     * <p>Writing the content throws {@link InvalidArgumentException} if a file has changed since, and
     * {@link CancelledException} if the thread is interrupted. The archive is broken off then, not completed.
     *
     * @throws InvalidArgumentException if the folder is missing, has no files, or has something that cannot be packed:
     *     a file without read permission, a link that leads outside, nowhere or in a circle, a pipe or device, or a
     *     name that has a backslash or control characters, begins with a drive letter, or is no text in the encoding of
     *     this process
     */
    public static Content pack(Path root, Compression compression, ArchiveProgress progress) {
        return new FolderContent(FolderScan.of(root), compression, PackCrew.size(), progress);
    }

    /**
     * Unpacks an archive on the local disk, as {@link #unpack(SeekableByteChannel, String, Path, ArchiveLimits,
     * ArchiveProgress)} does.
     *
     * @throws CacheException also if the archive cannot be read
     */
    public static void unpack(Path archive, String name, Path target, ArchiveLimits limits, ArchiveProgress progress) {
        try (FileChannel channel = FileChannel.open(archive)) {
            unpack(channel, name, target, limits, progress);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("interrupted while archive " + name + " was unpacked", e);
        } catch (IOException e) {
            throw new CacheException("cannot read " + archive + ": " + e.getMessage(), e);
        }
    }

    /**
     * Unpacks an archive without trusting it. What its table of contents tells is checked before the first file is
     * written, the rest while writing; no more is written than was declared. Files are new, their permissions are what
     * the umask leaves, with those to execute where the archive has them. If this throws, the caller removes what is in
     * the target. Nothing is forced to the disk: the caller does, before it relies on the files.
     *
     * @param archive is read by position; stays open
     * @param name what the archive is, for messages, such as a path in a repository
     * @param target an empty folder
     * @throws CorruptArchiveException if the archive is damaged, or has an entry that is not a plain file or folder,
     *     that would leave the target or that stands in the way of another; names the entry
     * @throws LimitExceededException if it has more entries or bytes than the limits allow
     * @throws CacheException if the target cannot be written, or its disk has less room than the archive needs
     * @throws CancelledException if the thread is interrupted
     * @throws InvalidArgumentException if the target is not an empty folder
     * @throws IOException if the archive cannot be read
     */
    public static void unpack(
            SeekableByteChannel archive, String name, Path target, ArchiveLimits limits, ArchiveProgress progress)
            throws IOException {
        requireEmpty(target);
        boolean windows = target.getFileSystem().getSeparator().equals("\\");
        ZipSource source = new ZipSource(archive, name);
        ZipDirectory directory = ZipDirectory.read(source, limits, windows);
        requireRoom(target, name, directory.bytes());
        new Unpacker(source, directory, target, progress).unpack();
    }

    private static void requireEmpty(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            if (files.findAny().isPresent()) {
                throw new InvalidArgumentException(
                        target + " is not empty: an archive is unpacked into a folder of its own");
            }
        } catch (IOException e) {
            throw new InvalidArgumentException(
                    target + " is not a folder that an archive can be unpacked into: " + e, e);
        }
    }

    private static void requireRoom(Path target, String name, long bytes) {
        long room;
        try {
            FileStore store = Files.getFileStore(target);
            room = store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
        } catch (IOException e) {
            // There are mounts that cannot be asked; writing will tell.
            return;
        }
        if (room < bytes) {
            throw new CacheException("archive " + name + " unpacks to " + bytes + " bytes, and the disk of " + target
                    + " has room for " + room + ": free some, or use a cache on another disk");
        }
    }
}
