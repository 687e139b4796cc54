package io.audmodel.cache.local;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.FileAlreadyExistsException;
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
 * Locks with {@code flock(2)}, as the Python package does. Where the file cannot be opened, or the file system knows no
 * {@code flock}, it warns once and locks nothing.
 */
final class Flock implements ProcessLock {

    private static final Set<String> LOCAL_FILE_SYSTEMS =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "overlay", "apfs", "hfs");

    /** So that a group can share a cache. */
    private static final int MODE = 0664;

    private static final int ENOENT = 2;
    private static final int EINTR = 4;
    private static final int EACCES = 13;
    private static final int EAGAIN = Platform.isMac() ? 35 : 11;

    private final NoLock fallback = new NoLock();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @throws LinkageError if the native calls cannot be loaded */
    Flock() {
        Libc.close(-1);
    }

    @Override
    public Optional<Held> tryLock(Path file) throws IOException {
        Object key = keyOf(file, LinkOption.NOFOLLOW_LINKS);
        if (key == null) {
            key = create(file);
        }
        int descriptor = Libc.open(file.toString());
        if (descriptor < 0) {
            int error = Native.getLastError();
            return error == ENOENT ? Optional.empty() : unlocked(file, "open", error);
        }
        boolean isHeld = false;
        try {
            if (Libc.flock(descriptor, Libc.LOCK_EX | Libc.LOCK_NB) != 0) {
                int error = Native.getLastError();
                boolean isBusy = error == EAGAIN || error == EACCES || error == EINTR;
                return isBusy ? Optional.empty() : unlocked(file, "flock", error);
            }
            isHeld = isSameFile(file, descriptor, key);
            if (!isHeld) {
                return Optional.empty();
            }
            Libc.fchmod(descriptor, MODE);
            return Optional.of(new Held(isLocal(file), () -> Libc.close(descriptor)));
        } finally {
            if (!isHeld) {
                Libc.close(descriptor);
            }
        }
    }

    private static @Nullable Object create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return keyOf(file, LinkOption.NOFOLLOW_LINKS);
        }
        return keyOf(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Some versions of Python's filelock delete the file when they release it: who waited for the deleted one then
     * holds a lock that nobody else will ever ask for.
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

    /** Locks of local file systems hold for all; of others, some hold for the processes of one host only. */
    private static boolean isLocal(Path file) throws IOException {
        return LOCAL_FILE_SYSTEMS.contains(Files.getFileStore(file).type());
    }

    private Optional<Held> unlocked(Path file, String call, int error) {
        if (warned.compareAndSet(false, true)) {
            System.getLogger(Flock.class.getName())
                    .log(
                            Logger.Level.WARNING,
                            "{0} of {1} failed with error {2}: models are loaded without a lock, so that"
                                    + " several processes may fetch the same one",
                            call,
                            file,
                            error);
        }
        return fallback.tryLock(file);
    }
}
