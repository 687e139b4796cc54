package io.audmodel.backend.fs;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The system's lock on the file {@code .lock~} at the top of the repository, which ends with the process. The file must not
 * be deleted while the repository is in use. Where the file system has no locks, as NFS without its lock daemon, writers
 * exclude each other by a {@link LockFile}.
 */
final class SystemLock implements FsLock.Processes {

    /** Asks the system, as {@link FileChannel#tryLock()} does. */
    interface Locker {
        @Nullable
        FileLock tryLock(FileChannel channel) throws IOException;
    }

    private static final String NAME = ".lock~";

    private final Path file;
    private final FsLock.Processes otherwise;
    private final Locker locker;
    private volatile boolean hasNone;
    private volatile boolean isPrivate;

    /**
     * Stays open from the first attempt to the last: closing it would end a lock that another copy of this library
     * holds in this process. Used only by the thread that holds the lock of this process.
     */
    private volatile @Nullable FileChannel open;

    SystemLock(Path root, FsLock.Processes otherwise) {
        this(root, otherwise, FileChannel::tryLock);
    }

    SystemLock(Path root, FsLock.Processes otherwise, Locker locker) {
        this.file = root.resolve(NAME);
        this.otherwise = otherwise;
        this.locker = locker;
    }

    @Override
    public Path file() {
        return hasNone ? otherwise.file() : file;
    }

    @Override
    public FsLock.@Nullable Held attempt() throws IOException {
        if (hasNone) {
            return otherwise.attempt();
        }
        FileChannel channel = open == null ? open() : open;
        try {
            if (locker.tryLock(channel) == null) {
                return null;
            }
        } catch (OverlappingFileLockException e) {
            // This library was loaded twice in one process, and the other holds it.
            return null;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            warn(e);
            giveUp();
            hasNone = true;
            return otherwise.attempt();
        }
        open = null;
        return held(channel);
    }

    @Override
    public void giveUp() throws IOException {
        FileChannel channel = open;
        open = null;
        if (channel != null) {
            channel.close();
        }
    }

    private FileChannel open() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        open = channel;
        keepFromReaders();
        return channel;
    }

    private void warn(IOException reason) {
        System.getLogger("io.audmodel")
                .log(
                        Level.WARNING,
                        "the file system of {0} has no locks ({1}): writers take turns by the file {2}",
                        file.getParent(),
                        reason.getMessage(),
                        otherwise.file());
    }

    private static FsLock.Held held(FileChannel channel) {
        return new FsLock.Held() {
            @Override
            public void require() {
                // The system keeps it until the channel is closed.
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** Every user who may read a file may lock it: users who may not write here could stop those who may. */
    private void keepFromReaders() {
        if (isPrivate) {
            return;
        }
        isPrivate = true;
        try {
            Set<PosixFilePermission> modes = EnumSet.noneOf(PosixFilePermission.class);
            modes.addAll(Files.getPosixFilePermissions(file));
            boolean changed =
                    !modes.contains(PosixFilePermission.GROUP_WRITE) && modes.remove(PosixFilePermission.GROUP_READ);
            changed |=
                    !modes.contains(PosixFilePermission.OTHERS_WRITE) && modes.remove(PosixFilePermission.OTHERS_READ);
            if (changed) {
                Files.setPosixFilePermissions(file, modes);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // It is another user's file, or a file system without modes: then only the timeout ends a wait.
            return;
        }
    }
}
