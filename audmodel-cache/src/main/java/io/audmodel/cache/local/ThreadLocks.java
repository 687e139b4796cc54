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
 * One lock for each file that threads of this JVM want to lock, as long as any of them does. With it a process fills an
 * entry once, whatever locks between processes are worth.
 */
final class ThreadLocks {

    /** Of the whole JVM, as the files are. */
    static final ThreadLocks JVM = new ThreadLocks();

    private final ConcurrentMap<Path, Shared> locks;
    private final Supplier<Lock> source;

    ThreadLocks() {
        this(new ConcurrentHashMap<>(), ReentrantLock::new);
    }

    /**
     * @param locks empty, and with {@code compute} in one step
     * @param source makes the lock of a file
     */
    ThreadLocks(ConcurrentMap<Path, Shared> locks, Supplier<Lock> source) {
        this.locks = locks;
        this.source = source;
    }

    /** Waits for the lock; empty if the time is over. */
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

    /** Who holds the lock, if a thread of this JVM does. */
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

    /** What all who want one file have in common. */
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
