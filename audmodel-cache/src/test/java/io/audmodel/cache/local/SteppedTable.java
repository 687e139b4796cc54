package io.audmodel.cache.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@link ThreadLocks}, and tables that are wrong on purpose, in steps whose order {@link Turns} decides. */
interface SteppedTable {

    Optional<? extends AutoCloseable> acquire(Path file, WaitDeadline deadline) throws InterruptedException;

    int size();

    /** What a thread does that finds a lock taken. */
    enum WaitMode {
        WAITS,
        GIVES_UP_AT_ONCE,
        GIVES_UP_LATER,
        IS_INTERRUPTED
    }

    /** That of the thread. */
    ThreadLocal<WaitMode> WAIT_MODE = ThreadLocal.withInitial(() -> WaitMode.WAITS);

    /** The library's. */
    static SteppedTable real(Turns turns) {
        ThreadLocks table = new ThreadLocks(new SteppedMap<>(turns), () -> new SteppedLock(turns));
        return new SteppedTable() {
            @Override
            public Optional<? extends AutoCloseable> acquire(Path file, WaitDeadline deadline)
                    throws InterruptedException {
                return table.acquire(file, deadline);
            }

            @Override
            public int size() {
                return table.size();
            }
        };
    }

    /** Forgets a lock that others wait for, so that the next thread gets another one. */
    static SteppedTable forgetful(Turns turns) {
        return new Wrong(turns, false);
    }

    /** Forgets no lock that somebody waits for, nor one for which somebody has given up waiting. */
    static SteppedTable hoarding(Turns turns) {
        return new Wrong(turns, true);
    }

    /** Both mistakes; a user of the lock is who has asked for it and not yet left. */
    final class Wrong implements SteppedTable {

        private record Entry(Lock lock, int[] users) {}

        private final ConcurrentMap<Path, Entry> locks;
        private final Supplier<Lock> source;
        private final boolean counts;

        Wrong(Turns turns, boolean counts) {
            this.locks = new SteppedMap<>(turns);
            this.source = () -> new SteppedLock(turns);
            this.counts = counts;
        }

        @Override
        public Optional<AutoCloseable> acquire(Path file, WaitDeadline deadline) throws InterruptedException {
            Entry entry = locks.compute(file, (key, known) -> {
                Entry joined = known == null ? new Entry(source.get(), new int[1]) : known;
                joined.users()[0]++;
                return joined;
            });
            if (!entry.lock().tryLock(deadline.remaining(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            return Optional.of(() -> {
                entry.lock().unlock();
                locks.computeIfPresent(file, (key, known) -> --known.users()[0] > 0 && counts ? known : null);
            });
        }

        @Override
        public int size() {
            return locks.size();
        }
    }

    /** A map each of whose changes is one step. */
    final class SteppedMap<V> extends ConcurrentHashMap<Path, V> {

        private static final long serialVersionUID = 1;

        private final transient Turns turns;

        SteppedMap(Turns turns) {
            this.turns = turns;
        }

        @Override
        public V compute(Path key, BiFunction<? super Path, ? super V, ? extends V> change) {
            turns.step();
            return super.compute(key, change);
        }

        @Override
        public V computeIfPresent(Path key, BiFunction<? super Path, ? super V, ? extends V> change) {
            turns.step();
            return super.computeIfPresent(key, change);
        }

        @Override
        public V computeIfAbsent(Path key, Function<? super Path, ? extends V> source) {
            turns.step();
            return super.computeIfAbsent(key, source);
        }
    }

    /** A lock that is waited for in turns, whatever the timeout. */
    final class SteppedLock extends ReentrantLock {

        private static final long serialVersionUID = 1;

        private final transient Turns turns;
        private boolean isHeld;

        SteppedLock(Turns turns) {
            this.turns = turns;
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            turns.step();
            WaitMode mode = WAIT_MODE.get();
            if (isHeld && mode != WaitMode.GIVES_UP_AT_ONCE) {
                turns.await(() -> !isHeld, mode != WaitMode.WAITS);
            }
            if (isHeld && mode == WaitMode.IS_INTERRUPTED) {
                throw new InterruptedException();
            }
            boolean isMine = !isHeld;
            isHeld = true;
            return isMine;
        }

        @Override
        public void unlock() {
            turns.step();
            isHeld = false;
        }
    }
}
