package io.audmodel.backend.fs;

import io.audmodel.backend.fs.FsErrors.Action;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer at a time compare and move: one thread of this process by a lock in memory, one process by a lock on
 * the file {@code .lock~} at the top of the repository. Readers and creates do not need it. The file must not be
 * deleted while the repository is in use.
 */
final class FsLock {

    private static final String NAME = ".lock~";
    private static final long FIRST_PAUSE = Duration.ofNanos(50_000).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(5).toNanos();

    /**
     * By the real path of the repository, for all backends of this process: the system's lock belongs to the process,
     * and is lost when any channel on the file is closed, so that only the thread that holds the lock here may open
     * one.
     */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path root;

    FsLock(Path root) {
        this.root = root;
    }

    /** Runs the action alone; it must be short, and not write content. */
    @SuppressWarnings("try") // the lock is held by being open, not by being used
    <T> T hold(Action<T> action) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(root.toRealPath(), key -> new ReentrantLock());
        try {
            threads.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        try (FileChannel channel =
                        FileChannel.open(root.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock processes = acquire(channel)) {
            return action.run();
        } finally {
            threads.unlock();
        }
    }

    /**
     * Asks again and again: while it waits in the system, a process that holds the lock of one repository and wants
     * another's would be refused as deadlocked when it is only two of its threads.
     */
    private static FileLock acquire(FileChannel channel) throws IOException {
        long pause = FIRST_PAUSE;
        FileLock held = attempt(channel);
        while (held == null) {
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled(null);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            held = attempt(channel);
        }
        return held;
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This library was loaded twice in one process, and the other holds it.
            return null;
        }
    }

    private static CancelledException cancelled(@Nullable InterruptedException cause) {
        return new CancelledException("interrupted while another writer held the lock of the repository", cause);
    }
}
