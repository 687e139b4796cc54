package io.audmodel.archive.unpack;

import io.audmodel.archive.ArchiveFingerprint;
import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.EntryRules;
import io.audmodel.archive.FreeSpace;
import io.audmodel.archive.LocalNames;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads an archive without trusting it: its table of contents is checked as a whole before anything else is read.
 * Immutable; its bytes have to stay open.
 */
public final class ArchiveReader {

    /** A file of up to this length is checked before its first byte is returned, if it may arrive damaged. */
    private static final long CHECKED_FIRST = 1 << 20;

    private final ZipSource source;
    private final ArchiveLimits limits;
    private final ZipDirectory directory;

    private ArchiveReader(ZipSource source, ArchiveLimits limits, ZipDirectory directory) {
        this.source = source;
        this.limits = limits;
        this.directory = directory;
    }

    /**
     * Reads the table of contents.
     *
     * @param name what the archive is, for messages, such as a path in a repository
     * @throws CorruptArchiveException if the archive is damaged, or has an entry that is not a plain file or folder,
     *     that would leave the target or that stands in the way of another; names the entry
     * @throws LimitExceededException if it has more entries or bytes than the limits allow
     * @throws CancelledException if the thread is interrupted
     * @throws IOException if the archive cannot be read
     */
    public static ArchiveReader of(ArchiveBytes bytes, String name, ArchiveLimits limits) throws IOException {
        ZipSource source = new ZipSource(bytes, name);
        return new ArchiveReader(source, limits, directory(source, limits));
    }

    private static ZipDirectory directory(ZipSource source, ArchiveLimits limits) throws IOException {
        return RepeatedReads.read(source, from -> ZipDirectory.read(from, limits, EntryRules.isWindows()));
    }

    /** The same archive with its table of contents read again, if that may have been damaged on the way; else this. */
    public ArchiveReader again() throws IOException {
        Optional<ZipSource> anew = source.anew();
        return anew.isEmpty() ? this : new ArchiveReader(source, limits, directory(anew.get(), limits));
    }

    /** The fingerprint of this archive. */
    public ArchiveFingerprint fingerprint() {
        return new ArchiveFingerprint(source.size(), directory.checksum());
    }

    /** The files, in no particular order. */
    public Stream<ArchivedFile> files() {
        return directory.members().stream()
                .filter(member -> !member.folder())
                .map(member -> new ArchivedFile(member.name(), member.size(), member.crc()));
    }

    /**
     * Opens one file; empty if there is none of this name. The stream checks the file's CRC-32, and throws {@link
     * CorruptArchiveException} in place of the end if it differs. A file from a store of at most a megabyte is checked
     * before this returns, and read again if it arrived damaged. Used by one thread.
     *
     * @param closing runs when the stream is closed, or when nothing more will be read from the archive
     * @throws IOException if the archive cannot be read
     */
    public Optional<InputStream> open(String name, Runnable closing) throws IOException {
        try {
            return open(directory, name, closing);
        } catch (CorruptArchiveException e) {
            return open(readAgain(e), name, closing);
        }
    }

    private Optional<InputStream> open(ZipDirectory contents, String name, Runnable closing) throws IOException {
        Optional<ZipMember> found = contents.members().stream()
                .filter(member -> !member.folder() && member.name().equals(name))
                .findAny();
        return found.isPresent() ? Optional.of(open(contents, found.get(), closing)) : Optional.empty();
    }

    private InputStream open(ZipDirectory contents, ZipMember member, Runnable closing) throws IOException {
        if (source.anew().isEmpty() || member.size() > CHECKED_FIRST) {
            return RepeatedReads.read(source, from -> open(contents, member, from, closing));
        }
        byte[] content = RepeatedReads.read(source, from -> {
            try (InputStream stream = open(contents, member, from, () -> {})) {
                return stream.readAllBytes();
            }
        });
        closing.run();
        return new ByteArrayInputStream(content);
    }

    private InputStream open(ZipDirectory contents, ZipMember member, ZipSource from, Runnable closing)
            throws IOException {
        long length = contents.roomOf(member) - member.offset();
        RangeReader range = from.range(member.offset(), length, MemberStream.buffer(from));
        boolean isOpen = false;
        try {
            LocalHeader.pass(member, contents.endOf(member), range, from);
            isOpen = true;
            return new MemberStream(from, member, range, closing);
        } finally {
            if (!isOpen) {
                range.close();
            }
        }
    }

    /** Unpacks as {@link #unpack(Path, Predicate, ArchiveProgress, WriteListener)} does, and no listener receives the files. */
    public void unpack(Path target, Predicate<String> wanted, ArchiveProgress progress) throws IOException {
        unpack(target, wanted, progress, WriteListener.none());
    }

    /**
     * Unpacks the selected files, and empty folders if all files are selected. Every file's CRC-32 is checked while it
     * is written, and no more is written than was declared. Files are new; their permissions are those that the umask
     * leaves, and executable if the archive says so. If this throws, nothing is written any more, and the caller
     * removes what is in the target. The caller forces the files to the disk before it relies on them.
     *
     * <p>Several threads unpack, as many as the bytes allow, unless there is little to do. Memory is bounded: half a
     * megabyte for each thread, one more for each large file under way that is deflated, or passed to a listener in order, and
     * one more for each thread that copies a large file from a local archive, if that is little beside the heap.
     *
     * @param target an empty folder
     * @param wanted selects files by their names; called on this thread
     * @param progress called on this thread
     * @param listener called by the threads that write
     * @throws CorruptArchiveException if the archive is damaged
     * @throws CacheException if the target cannot be written, or its disk has less room than the archive needs
     * @throws CancelledException if the thread is interrupted
     * @throws InvalidArgumentException if the target is not an empty folder
     * @throws IOException if the archive cannot be read
     */
    public void unpack(Path target, Predicate<String> wanted, ArchiveProgress progress, WriteListener listener)
            throws IOException {
        requireEmpty(target);
        try {
            unpack(directory, target, wanted, progress, listener);
        } catch (CorruptArchiveException e) {
            ZipDirectory contents = readAgain(e);
            files().forEach(file -> listener.damaged(target.resolve(file.name())));
            clear(target);
            unpack(contents, target, wanted, progress, listener);
        }
    }

    /** The table of contents, read again if it was damaged: a damaged table makes intact entries look damaged. */
    private ZipDirectory readAgain(CorruptArchiveException damage) throws IOException {
        Optional<ZipSource> anew = source.anew();
        if (anew.isEmpty() || !directory.isOtherThanIn(anew.get())) {
            throw damage;
        }
        return directory(anew.get(), limits);
    }

    private void unpack(
            ZipDirectory contents,
            Path target,
            Predicate<String> wanted,
            ArchiveProgress progress,
            WriteListener listener)
            throws IOException {
        ZipMembers files = contents.members().onlyFiles(wanted);
        boolean all = files.size() == contents.files();
        long bytes = files.bytes();
        requireRoom(target, bytes);
        new Unpacker(source, contents, target, new Meter(progress, bytes), listener)
                .unpack(all ? contents.members() : files);
    }

    private static void clear(Path target) {
        try {
            FolderTree.clear(target);
        } catch (IOException e) {
            throw new CacheException("cannot delete what is in " + target + ": " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            if (files.findAny().isPresent()) {
                throw new InvalidArgumentException(
                        target + " is not empty: an archive is unpacked into a folder of its own");
            }
        } catch (IOException e) {
            throw new InvalidArgumentException(
                    target + " is not a folder that an archive can be unpacked into: " + Reasons.of(e), e);
        }
    }

    private void requireRoom(Path target, long bytes) {
        long room = FreeSpace.of(target);
        if (room < bytes) {
            throw new CacheException("archive " + source.name() + " unpacks to " + bytes + " bytes, and the disk of "
                    + LocalNames.of(target) + " has room for " + room
                    + ": free some, or use a cache or folder on another disk");
        }
    }
}
