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
 * the file system. Readers and creates do not need it. Whoever holds it, another writer waits for a minute at most.
 */
final class FsLock {

    /** How processes exclude each other. */
    enum Way {
        /** By the system's lock on a file; where it has none, by a file that only one can make. */
        SYSTEM,
        /** By a file that only one can make. */
        FILE,
        /** Not at all. */
        NONE
    }

    /** What is done with the lock; it must be short, and not write content. */
    interface Action<T> {
        T run(Held held) throws IOException;
    }

    /** The lock while it is held. */
    interface Held extends AutoCloseable {

        /** Makes sure, right before what counts, that nobody has taken it for abandoned. */
        void require() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The lock may be another's by now. */
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

        /** Nobody asks again for now. */
        void giveUp() throws IOException;

        /** The file that tells who holds it, for messages. */
        Path file();
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long FIRST_PAUSE = Duration.ofNanos(50_000).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(5).toNanos();

    /**
     * By the real path of the repository, for all backends of this process: the system's lock belongs to the process,
     * and is lost when any channel on the file is closed, so that only the thread that holds the lock here may open
     * one.
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
                PATIENCE);
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
     * @throws io.audmodel.error.UnavailableException if others do not let go of the lock
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
     * Asks again and again: while it waits in the system, a process that holds the lock of one repository and wants
     * another's would be refused as deadlocked when it is only two of its threads; and nobody could end the wait.
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

    /** For file systems whose locks hang, and whose users write one at a time. */
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
