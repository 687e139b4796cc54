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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer at a time compare and move: one thread of this process by a lock in memory, one process by a lock on
 * the file {@code .lock~} at the top of the repository. Readers and creates do not need it. The file must not be
 * deleted while the repository is in use. Whoever may read the repository can lock it, so that nobody waits for ever.
 */
final class FsLock {

    /** The lock was not free in time. */
    static final class HeldException extends IOException {

        private static final long serialVersionUID = 1L;

        HeldException(String message) {
            super(message);
        }
    }

    private static final String NAME = ".lock~";

    /** Each holds it for some thousandths of a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long FIRST_PAUSE = Duration.ofNanos(50_000).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(5).toNanos();

    /**
     * By the real path of the repository, for all backends of this process: the system's lock belongs to the process,
     * and is lost when any channel on the file is closed, so that only the thread that holds the lock here may open
     * one.
     */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path root;
    private final Duration patience;

    FsLock(Path root) {
        this(root, PATIENCE);
    }

    /** @param patience how long to wait for others at the most */
    FsLock(Path root, Duration patience) {
        this.root = root;
        this.patience = patience;
    }

    /**
     * Runs the action alone; it must be short, and not write content.
     *
     * @throws HeldException if others held the lock all the time
     */
    @SuppressWarnings("try") // the lock is held by being open, not by being used
    <T> T hold(Action<T> action) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(root.toRealPath(), key -> new ReentrantLock());
        long end = System.nanoTime() + patience.toNanos();
        try {
            if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw held("another thread of this process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        try (FileChannel channel =
                        FileChannel.open(root.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock processes = acquire(channel, end)) {
            return action.run();
        } finally {
            threads.unlock();
        }
    }

    /**
     * Asks again and again: while it waits in the system, a process that holds the lock of one repository and wants
     * another's would be refused as deadlocked when it is only two of its threads.
     */
    private FileLock acquire(FileChannel channel, long end) throws IOException {
        long pause = FIRST_PAUSE;
        FileLock held = attempt(channel);
        while (held == null) {
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled(null);
            }
            if (System.nanoTime() - end > 0) {
                throw held("another process");
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

    private HeldException held(String holder) {
        return new HeldException(
                holder + " has held the lock " + root.resolve(NAME) + " for " + patience.toMillis() / 1000.0
                        + " s: end who holds it, which lsof and /proc/locks tell, and repeat the call");
    }

    private static CancelledException cancelled(@Nullable InterruptedException cause) {
        return new CancelledException("interrupted while another writer held the lock of the repository", cause);
    }
}
