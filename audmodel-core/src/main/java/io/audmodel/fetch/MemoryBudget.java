package io.audmodel.fetch;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the memory that loads and open files of one client take for archives to a quarter of the heap. Open files get
 * at most half of that, since only their callers close them: a load, which ends by itself, never waits for them.
 * Thread-safe.
 */
public final class MemoryBudget {

    private static final int UNIT = 64 << 10;
    private static final int NAMED = 3;

    private final int units;
    private final Semaphore free;
    private final Semaphore forFiles;
    private final Set<Lease> files = ConcurrentHashMap.newKeySet();

    /** @param heap the largest size of the heap, in bytes */
    public MemoryBudget(long heap) {
        this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(2, heap / 4 / UNIT));
        this.free = new Semaphore(units, true);
        this.forFiles = new Semaphore(units / 2, true);
    }

    /**
     * Takes memory for a load: waits until {@code least}, or half of all, is free, and then takes up to {@code most} of
     * what is free.
     */
    Lease take(long least, long most) {
        int taken = Math.min(units(least), units - units / 2);
        waitFor(free, taken, "memory that other loads hold");
        int more = Math.max(0, Math.min(units(most) - taken, free.availablePermits()));
        return new Lease(free.tryAcquire(more) ? taken + more : taken, false, "");
    }

    /**
     * Takes memory for a file that a caller opens: {@code most} if that is free, else waits for {@code least}.
     *
     * @param name for messages
     */
    Lease takeForFile(long least, long most, String name) {
        int wanted = units(most);
        if (!forFiles.tryAcquire(wanted)) {
            wanted = Math.min(units(least), units / 2);
            waitFor(forFiles, wanted, "memory that open files hold: " + openFiles());
        }
        boolean isTaken = false;
        try {
            waitFor(free, wanted, "memory that loads hold");
            isTaken = true;
        } finally {
            if (!isTaken) {
                forFiles.release(wanted);
            }
        }
        Lease lease = new Lease(wanted, true, name);
        files.add(lease);
        return lease;
    }

    /** Takes this many bytes if they are free; never waits. */
    Optional<Lease> tryTake(long bytes) {
        int wanted = units(bytes);
        return (long) wanted * UNIT >= bytes && free.tryAcquire(wanted)
                ? Optional.of(new Lease(wanted, false, ""))
                : Optional.empty();
    }

    /** As {@link #tryTake}, for what only makes a load faster: leaves half of the budget to others. */
    Optional<Lease> tryTakeSpare(long bytes) {
        return free.availablePermits() - units(bytes) >= units / 2 ? tryTake(bytes) : Optional.empty();
    }

    /** Half of the budget, in bytes. */
    long half() {
        return (long) units / 2 * UNIT;
    }

    private static void waitFor(Semaphore semaphore, int wanted, String what) {
        if (semaphore.tryAcquire(wanted)) {
            return;
        }
        Optional<CallDeadline> deadline = CallDeadline.current();
        if (deadline.isEmpty()) {
            acquire(semaphore, wanted, Long.MAX_VALUE);
        } else {
            deadline.get().waitFor(what, "", "", () -> {
                acquire(semaphore, wanted, deadline.get().remaining().toNanos());
                return wanted;
            });
        }
    }

    private static void acquire(Semaphore semaphore, int wanted, long nanos) {
        try {
            if (!semaphore.tryAcquire(wanted, nanos, TimeUnit.NANOSECONDS)) {
                throw new CallTimeoutException("the memory was not free in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while others held the memory", e);
        }
    }

    private String openFiles() {
        return files.size() + " are not closed, such as "
                + files.stream().limit(NAMED).map(lease -> lease.name).toList()
                + " (close what open() returned, or load the model)";
    }

    private int units(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }

    /** A part of the budget that was taken; used by one thread. */
    final class Lease implements AutoCloseable {

        private final boolean isForFile;
        private final String name;
        private int held;

        private Lease(int held, boolean isForFile, String name) {
            this.held = held;
            this.isForFile = isForFile;
            this.name = name;
        }

        /** Its size in bytes. */
        long bytes() {
            return (long) held * UNIT;
        }

        /** Releases what exceeds this many bytes. */
        void keep(long bytes) {
            int kept = Math.min(held, units(bytes));
            free.release(held - kept);
            if (isForFile) {
                forFiles.release(held - kept);
            }
            held = kept;
        }

        @Override
        public void close() {
            keep(0);
            files.remove(this);
        }
    }
}
