package io.audmodel;

import io.audmodel.error.CancelledException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * What the loads of one client may keep of archives in memory at a time: a quarter of the heap, and enough for one load
 * at least. Thread-safe.
 */
final class Memory {

    private static final int UNIT = 64 << 10;

    private final int units;
    private final Semaphore free;

    /** @param heap how large the heap may become, in bytes */
    Memory(long heap) {
        this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, heap / 4 / UNIT));
        this.free = new Semaphore(units, true);
    }

    /** Waits until so many bytes, or all that there are, are free. */
    Lease take(long bytes) {
        Lease lease = new Lease(units(bytes));
        try {
            free.acquire(lease.held);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while other loads held the memory", e);
        }
        return lease;
    }

    /** Takes so many bytes if they are free; never waits. */
    Optional<Lease> tryTake(long bytes) {
        int wanted = units(bytes);
        return (long) wanted * UNIT >= bytes && free.tryAcquire(wanted)
                ? Optional.of(new Lease(wanted))
                : Optional.empty();
    }

    private int units(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }

    /** The right to keep something in memory; used by one thread. */
    final class Lease implements AutoCloseable {

        private int held;

        private Lease(int held) {
            this.held = held;
        }

        /** Gives back what is more than so many bytes. */
        void keep(long bytes) {
            int kept = Math.min(held, units(bytes));
            free.release(held - kept);
            held = kept;
        }

        @Override
        public void close() {
            keep(0);
        }
    }
}
