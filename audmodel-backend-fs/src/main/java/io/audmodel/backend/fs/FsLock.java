package io.audmodel.backend.fs;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer at a time compare and move: one thread of this process by a lock in memory, one process by a lock of
 * the file system. Readers and creates do not need it. A writer waits for it for a minute at most.
 */
final class FsLock {

    /** How processes exclude each other. */
    enum Way {
        /** By the system's lock on a file; if it has none, by a file that only one process can make. */
        SYSTEM,
        /** By a file that only one process can make. */
        FILE,
        /** Not at all. */
        NONE
    }

    /** Work under the lock; it must be short, and not write content. */
    interface Action<T> {
        T run(Held held) throws IOException;
    }

    /** The lock while it is held. */
    interface Held extends AutoCloseable {

        /** Makes sure, right before the decisive step, that no other process has taken the lock as abandoned. */
        void require() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Another process may hold the lock by now. */
    static final class LostException extends IOException {

        private static final long serialVersionUID = 1L;

        LostException(String message) {
            super(message);
        }
    }

    /** A way to exclude other processes. */
    interface Processes {
        /** The lock, or null while another process holds it. */
        @Nullable
        Held attempt() throws IOException;

        /** No further attempt follows for now. */
        void giveUp() throws IOException;

        /** The lock file, for messages. */
        Path file();
    }

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final long FIRST_PAUSE = Duration.ofNanos(50_000).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(5).toNanos();

    /**
     * Locks by the real path of the repository, for all backends of this process: the system's lock belongs to the
     * process, and is lost when any channel on the file is closed, so that only the thread that holds the lock here may
     * open one.
     */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path root;
    private final FsErrors errors;
    private final Processes processes;
    private final Duration lockTimeout;

    FsLock(Path root, Way way, FsErrors errors) {
        this(
                root,
                errors,
                switch (way) {
                    case SYSTEM -> new SystemLock(root, new LockFile(root));
                    case FILE -> new LockFile(root);
                    case NONE -> new NoLock(root);
                },
                LONGEST_WAIT);
    }

    FsLock(Path root, FsErrors errors, Processes processes, Duration lockTimeout) {
        this.root = root;
        this.errors = errors;
        this.processes = processes;
        this.lockTimeout = lockTimeout;
    }

    /**
     * Runs the action alone.
     *
     * @throws io.audmodel.error.UnavailableException if others do not release the lock in time
     */
    <T> T hold(Action<T> action) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(root.toRealPath(), key -> new ReentrantLock());
        try {
            if (!threads.tryLock(lockTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw errors.locked(processes.file(), lockTimeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        try (Held held = acquire()) {
            return action.run(held);
        } finally {
            threads.unlock();
        }
    }

    /**
     * Polls, since a blocking wait could not be ended, and since the system would report a deadlock for two threads of
     * a process that hold and want the locks of two repositories.
     */
    private Held acquire() throws IOException {
        long begun = System.nanoTime();
        long pause = FIRST_PAUSE;
        Held held = null;
        try {
            held = processes.attempt();
            while (held == null) {
                if (System.nanoTime() - begun > lockTimeout.toNanos()) {
                    throw errors.locked(processes.file(), lockTimeout);
                }
                LockSupport.parkNanos(pause);
                if (Thread.currentThread().isInterrupted()) {
                    throw cancelled(null);
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE);
                held = processes.attempt();
            }
            return held;
        } finally {
            if (held == null) {
                processes.giveUp();
            }
        }
    }

    /** No lock, for file systems whose locks hang and whose users write one at a time. */
    private record NoLock(Path file) implements Processes {

        @Override
        public void giveUp() {}

        @Override
        public Held attempt() {
            return new Held() {
                @Override
                public void require() {}

                @Override
                public void close() {}
            };
        }
    }

    private static CancelledException cancelled(@Nullable InterruptedException cause) {
        return new CancelledException("interrupted while another writer held the lock of the repository", cause);
    }
}
