package io.audmodel.cache.local;

import com.sun.jna.Platform;
import io.audmodel.cache.Cache.Locks;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Locks with {@code flock(2)}, as the Python package does. If the file cannot be opened, is no regular file, or its
 * file system has no {@code flock}, it warns once and locks nothing. The file may belong to any user: it is neither
 * read nor changed.
 */
final class Flock implements ProcessLock {

    private static final Set<String> LOCAL_FILE_SYSTEMS =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "overlay", "apfs", "hfs");

    private static final int ENOENT = 2;
    private static final int EINTR = 4;
    private static final int EACCES = 13;
    private static final int EAGAIN = Platform.isMac() ? 35 : 11;

    private final NoLock fallback = new NoLock(Locks.NOT_KEPT);
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Calls calls;

    /** The system calls that this needs. */
    interface Calls {

        /**
         * Opens a file, and nothing that another user puts in its place meanwhile.
         *
         * @return a descriptor, or an error, negative
         */
        int open(Path file) throws IOException;

        /** Opens a folder to be locked, as {@link #open}. */
        int openFolder(Path folder) throws IOException;

        /** @return zero, or an error */
        int lock(int descriptor, boolean isShared);

        void unlock(int descriptor);

        void close(int descriptor);

        /** The type of the file system that has the file. */
        String fileSystemOf(Path file) throws IOException;
    }

    /** @throws LinkageError if the native calls cannot be loaded */
    Flock() {
        this(new NativeCalls());
    }

    Flock(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Held> tryLock(Folder folder, String name) throws IOException {
        Optional<BasicFileAttributes> found = folder.look(name);
        if (found.isEmpty()) {
            make(folder, name);
            found = folder.look(name);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Target target = new Target(folder, name, found.get(), false);
        if (!found.get().isRegularFile()) {
            return unlocked(target, "what is there is no file");
        }
        int descriptor = calls.open(folder.at(name));
        if (descriptor < 0) {
            return descriptor == -ENOENT ? Optional.empty() : unlocked(target, "open failed with error " + -descriptor);
        }
        return lock(target, descriptor);
    }

    /** A folder that cannot be opened is an error: without its lock it could be removed while others hold it. */
    @Override
    public Optional<Held> tryLockFolder(Folder parent, String name, boolean isShared) throws IOException {
        Optional<BasicFileAttributes> found = parent.look(name).filter(BasicFileAttributes::isDirectory);
        int descriptor = found.isPresent() ? calls.openFolder(parent.at(name)) : -ENOENT;
        if (descriptor == -ENOENT) {
            return Optional.empty();
        }
        if (descriptor < 0) {
            throw new FileSystemException(parent.path(name).toString(), null, "open failed with error " + -descriptor);
        }
        return lock(new Target(parent, name, found.orElseThrow(), isShared), descriptor);
    }

    /** What is locked, and how. */
    private record Target(Folder folder, String name, BasicFileAttributes found, boolean isShared) {}

    private Optional<Held> lock(Target target, int descriptor) throws IOException {
        Path file = target.folder.at(target.name);
        boolean isHeld = false;
        try {
            int error = calls.lock(descriptor, target.isShared);
            if (error != 0) {
                boolean isBusy = error == EAGAIN || error == EACCES || error == EINTR;
                return isBusy ? Optional.empty() : unlocked(target, "flock failed with error " + error);
            }
            isHeld = isSameFile(file, descriptor, target.found.fileKey());
            return isHeld ? Optional.of(new Held(isLocal(file), () -> release(descriptor))) : Optional.empty();
        } finally {
            if (!isHeld) {
                release(descriptor);
            }
        }
    }

    /** A child process that is being started may have a copy of the descriptor for a moment. */
    private void release(int descriptor) {
        calls.unlock(descriptor);
        calls.close(descriptor);
    }

    /**
     * Makes the file with the permissions of the cache, and where they are the umask's, writable for the group whatever that
     * is, since the Python package opens it for writing. It gets this mode in a private folder, where it cannot be replaced, and then its name, unless another process was
     * quicker.
     */
    private static void make(Folder folder, String name) throws IOException {
        try (PrivateFolder own = PrivateFolder.in(folder, name)) {
            own.folder().createFile(name).close();
            Modes.permitLock(own.folder().at(name), folder.permissions());
            Files.createLink(folder.at(name), own.folder().at(name));
        } catch (FileAlreadyExistsException e) {
            // It has what it needs.
            return;
        } catch (UnsupportedOperationException | FileSystemException e) {
            makePlainly(folder, name, e);
        }
    }

    /** On a file system without hard links, or without modes. */
    private static void makePlainly(Folder folder, String name, Exception cause) throws IOException {
        try {
            folder.createFile(name).close();
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw e;
        }
    }

    /**
     * Some versions of Python's filelock delete the file when they release it: a process that waited for the deleted
     * file then holds a lock that no other process sees.
     */
    static boolean isSameFile(Path file, int descriptor, @Nullable Object before) throws IOException {
        Object opened = keyOf(Path.of("/proc/self/fd/" + descriptor));
        return Objects.equals(opened == null ? before : opened, keyOf(file, LinkOption.NOFOLLOW_LINKS));
    }

    static @Nullable Object keyOf(Path file, LinkOption... options) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, options)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Locks of local file systems hold for all processes; those of some others hold only within one host. */
    private boolean isLocal(Path file) throws IOException {
        return LOCAL_FILE_SYSTEMS.contains(calls.fileSystemOf(file));
    }

    private Optional<Held> unlocked(Target target, String reason) throws IOException {
        if (warned.compareAndSet(false, true)) {
            System.getLogger(Flock.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "{0} cannot be locked, as {1}: models are loaded without a lock, so that several processes"
                                    + " may fetch the same one",
                            target.folder.path(target.name),
                            reason);
        }
        return target.found.isDirectory()
                ? fallback.tryLockFolder(target.folder, target.name, target.isShared)
                : fallback.tryLock(target.folder, target.name);
    }
}
