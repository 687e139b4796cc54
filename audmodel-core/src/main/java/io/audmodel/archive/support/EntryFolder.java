package io.audmodel.archive.support;

import io.audmodel.archive.ArchiveErrors;
import io.audmodel.archive.EntryRules;
import io.audmodel.archive.FreeSpace;
import io.audmodel.archive.LocalNames;
import io.audmodel.archive.Quota;
import io.audmodel.archive.WriteErrors;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.PlainText;
import io.audmodel.model.ArchiveLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * An empty folder that receives the entries of an archive, one after another as a reader of its format finds them. Each
 * entry has to meet the rules for archives of models: a plain file or folder with a harmless name, that is there once, and
 * in the way of no other one. Files and folders are new, and links are never followed, so that nothing outside is reached.
 * If a method throws, the caller removes what is in the folder. Memory is bounded. Used by one thread.
 */
public final class EntryFolder {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] PLAIN = {};

    /** The umask removes what this process does not grant. */
    private static final FileAttribute<?>[] EXECUTABLE = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"))
    };

    private static final int BUFFER = 1 << 16;

    /** A file of this length is worth a look at the free space before it is written. */
    private static final long LARGE = 16 << 20;

    /** About what an entry of a hash table takes, without the name. */
    private static final long BYTES_PER_FOLDER = 120;

    private static final long MOST_MEMORY = Runtime.getRuntime().maxMemory() / 4;

    private final Path target;
    private final ArchiveErrors errors;
    private final Quota quota;
    private final LongConsumer progress;
    private final boolean posix;
    private final byte[] buffer = new byte[BUFFER];

    /** The folders that are there, and whether each has an entry of its own. */
    private final Map<String, Boolean> folders = new HashMap<>();

    private long memory;
    private long nodes;
    private long bytes;
    private int files;

    /**
     * @param target an empty folder
     * @param archive what the archive is, for messages
     * @param progress receives the number of bytes that were written so far
     */
    public EntryFolder(Path target, String archive, ArchiveLimits limits, LongConsumer progress) {
        this.target = target;
        this.errors = new ArchiveErrors(archive);
        this.quota = new Quota(archive, limits);
        this.progress = progress;
        this.posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Adds a folder, which may be there already because of what is in it.
     *
     * @param name with {@code /} between folders, and none at the end
     * @param mode the Unix mode; 0 if it is not known
     * @param unix whether a backslash is an ordinary character where the archive was made
     * @throws CorruptArchiveException if the entry breaks a rule
     * @throws LimitExceededException if there are more entries than the limits allow
     * @throws CacheException if the folder cannot be made
     */
    public void addFolder(String name, int mode, boolean unix) {
        requireEntry(name, mode, true, unix);
        makeFolders(name, name);
        if (Boolean.TRUE.equals(folders.put(name, true))) {
            throw corruptEntry(name, EntryRules.TWICE);
        }
    }

    /**
     * Adds a file.
     *
     * @param name with {@code /} between folders
     * @param size the length of the content as the archive declares it
     * @param mode the Unix mode, of which only the owner's right to execute is kept; 0 if it is not known
     * @param unix whether a backslash is an ordinary character where the archive was made
     * @param content read to its end, and not closed
     * @throws CorruptArchiveException if the entry breaks a rule, or its content has another length
     * @throws LimitExceededException if there are more entries or bytes than the limits allow
     * @throws CacheException if the file cannot be written
     * @throws CancelledException if the thread is interrupted
     * @throws IOException if the content cannot be read
     */
    public void addFile(String name, long size, int mode, boolean unix, InputStream content) throws IOException {
        requireEntry(name, mode, false, unix);
        if (size < 0) {
            throw corruptEntry(name, "has a size beyond 2^63");
        }
        quota.requireBytes(name, size);
        int end = name.lastIndexOf('/');
        if (end > 0) {
            makeFolders(name.substring(0, end), name);
        }
        if (folders.containsKey(name)) {
            throw corruptEntry(name, EntryRules.TWICE);
        }
        quota.requireEntries(++nodes);
        files++;
        Path file = resolve(name, name);
        requireRoom(file, size);
        try (FileChannel channel = open(file, name, EntryRules.isExecutable(mode))) {
            write(name, size, content, file, channel);
        }
    }

    /**
     * Ends the archive.
     *
     * @throws CorruptArchiveException if it had no file
     */
    public void finish() {
        if (files == 0) {
            throw errors.corrupt("it holds no file, and a model has at least one", null);
        }
    }

    /** Returns how many files were added. */
    public int files() {
        return files;
    }

    /** Returns the length of all files together. */
    public long bytes() {
        return bytes;
    }

    /** Makes the error for the archive as a whole. */
    public CorruptArchiveException corrupt(String problem, Throwable cause) {
        return errors.corrupt(problem, cause);
    }

    /** Makes the error for one entry. */
    public CorruptArchiveException corruptEntry(String name, String problem) {
        return errors.corruptEntry(name, problem);
    }

    private void requireEntry(String name, int mode, boolean folder, boolean unix) {
        EntryRules.problemOfName(name, unix, EntryRules.isWindows())
                .or(() -> EntryRules.problemOfType(mode, folder))
                .ifPresent(problem -> {
                    throw corruptEntry(name, problem);
                });
    }

    /** Makes a folder and those above it, as far as they are not there. */
    private void makeFolders(String folder, String entry) {
        if (folders.containsKey(folder)) {
            return;
        }
        for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
            makeFolder(folder.substring(0, end), entry);
        }
        makeFolder(folder, entry);
    }

    private void makeFolder(String name, String entry) {
        if (folders.containsKey(name)) {
            return;
        }
        quota.requireEntries(++nodes);
        memory += BYTES_PER_FOLDER + 2L * name.length();
        if (memory > MOST_MEMORY) {
            throw new LimitExceededException("archive " + errors.name() + " has more folders, or longer names, than the"
                    + " heap of this process has room for: raise the heap (-Xmx)");
        }
        Path path = resolve(name, entry);
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isNamed(path, name)) {
                throw corruptEntry(entry, EntryRules.problemOfParent(PlainText.quoted(name)));
            }
            throw WriteErrors.of(errors, entry, path, e);
        } catch (IOException e) {
            throw WriteErrors.of(errors, entry, path, e);
        }
        folders.put(name, false);
    }

    private FileChannel open(Path file, String name, boolean executable) {
        try {
            return FileChannel.open(file, NEW, executable && posix ? EXECUTABLE : PLAIN);
        } catch (FileAlreadyExistsException e) {
            if (isNamed(file, name)) {
                throw corruptEntry(name, EntryRules.TWICE);
            }
            throw WriteErrors.of(errors, name, file, e);
        } catch (IOException e) {
            throw WriteErrors.of(errors, name, file, e);
        }
    }

    /** Whether what is there has this very name, and not only one that the file system takes for the same. */
    private boolean isNamed(Path path, String name) {
        try {
            return path.toRealPath(LinkOption.NOFOLLOW_LINKS).endsWith(Path.of(name));
        } catch (IOException e) {
            return false;
        }
    }

    private void write(String name, long size, InputStream content, Path file, FileChannel channel) throws IOException {
        long left = size;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while archive " + errors.name() + " was unpacked");
            }
            left -= count;
            if (left < 0) {
                throw corruptEntry(name, "has more than the declared " + size + " bytes");
            }
            writeFully(ByteBuffer.wrap(buffer, 0, count), name, file, channel);
            bytes += count;
            progress.accept(bytes);
        }
        if (left > 0) {
            throw corruptEntry(name, "has " + (size - left) + " bytes in place of the declared " + size);
        }
    }

    private void writeFully(ByteBuffer some, String name, Path file, FileChannel channel) {
        try {
            while (some.hasRemaining()) {
                channel.write(some);
            }
        } catch (IOException e) {
            throw WriteErrors.of(errors, name, file, e);
        }
    }

    private void requireRoom(Path file, long size) {
        if (size < LARGE) {
            return;
        }
        long room = FreeSpace.of(target);
        if (room < size) {
            throw new CacheException("archive " + errors.name() + " has " + size
                    + " bytes more to unpack, and the disk of " + LocalNames.of(file) + " has room for " + room
                    + ": free some, or use a folder on another disk");
        }
    }

    private Path resolve(String name, String entry) {
        try {
            return target.resolve(name);
        } catch (InvalidPathException e) {
            throw new CacheException(
                    "no file on this system can be named " + PlainText.quoted(entry) + ", as names are in "
                            + System.getProperty("sun.jnu.encoding")
                            + ": set a locale with UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }
}
