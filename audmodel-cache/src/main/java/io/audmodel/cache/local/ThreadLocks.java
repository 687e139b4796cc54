package io.audmodel.cache.local;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks between threads of this JVM, one for each file that a thread wants to lock. With them a process fills an entry
 * once, even if locks between processes do nothing.
 */
final class ThreadLocks {

    /** The locks of the whole JVM. */
    static final ThreadLocks JVM = new ThreadLocks();

    private final ConcurrentMap<Path, Shared> locks;
    private final Supplier<Lock> source;

    ThreadLocks() {
        this(new ConcurrentHashMap<>(), ReentrantLock::new);
    }

    /**
     * @param locks an empty map with an atomic {@code compute}
     * @param source makes the lock of a file
     */
    ThreadLocks(ConcurrentMap<Path, Shared> locks, Supplier<Lock> source) {
        this.locks = locks;
        this.source = source;
    }

    /** Waits for the lock; returns empty after the timeout. */
    Optional<Held> acquire(Path file, WaitDeadline deadline) throws InterruptedException {
        Shared shared =
                locks.compute(file, (key, known) -> (known == null ? new Shared(source.get()) : known).joined());
        boolean isLocked = false;
        boolean isHeld = false;
        try {
            isLocked = shared.lock.tryLock(deadline.remaining(), TimeUnit.NANOSECONDS);
            if (!isLocked) {
                return Optional.empty();
            }
            shared.holder = "the thread '" + Thread.currentThread().getName() + "' of this process, since "
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Optional<Held> held = Optional.of(new Held(this, file, shared));
            isHeld = true;
            return held;
        } finally {
            if (!isHeld) {
                release(file, shared, isLocked);
            }
        }
    }

    /** The holder of the lock, if it is a thread of this JVM. */
    Optional<String> holder(Path file) {
        Shared shared = locks.get(file);
        return shared == null ? Optional.empty() : Optional.ofNullable(shared.holder);
    }

    int size() {
        return locks.size();
    }

    private void release(Path file, Shared shared, boolean isLocked) {
        if (isLocked) {
            shared.holder = null;
            shared.lock.unlock();
        }
        locks.computeIfPresent(file, (key, known) -> --known.users == 0 ? null : known);
    }

    record Held(ThreadLocks table, Path file, Shared shared) implements AutoCloseable {

        @Override
        public void close() {
            table.release(file, shared, true);
        }
    }

    /** The lock of one file, and the number of threads that want it. */
    static final class Shared {

        private final Lock lock;
        private int users;
        private volatile @Nullable String holder;

        Shared(Lock lock) {
            this.lock = lock;
        }

        private Shared joined() {
            users++;
            return this;
        }
    }
}
