package io.audmodel.fetch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast the connections that fetch one archive are. Of many to a store, now and then one is far slower than the
 * others for as long as it lives; who waits for it waits for all. Thread-safe.
 */
final class ConnectionSpeeds {

    /** Before so many ranges have arrived, nobody knows what is usual. */
    private static final int ENOUGH = 4;

    /** How many times longer than usual bytes may take. */
    private static final double PATIENCE = 4;

    /** Less is no sign: a first byte may take as long, or a thread may wait for its turn. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Double> sorted = new ArrayList<>();

    /** Bytes a nanosecond, or 0 while it is unknown. */
    private volatile double usual;

    /** A range has arrived in full. */
    void arrived(long bytes, long nanos) {
        double speed = (double) bytes / Math.max(1, nanos);
        lock.lock();
        try {
            int place = Collections.binarySearch(sorted, speed);
            sorted.add(place < 0 ? -place - 1 : place, speed);
            if (sorted.size() >= ENOUGH) {
                usual = sorted.get(sorted.size() / 2);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a connection that brought so many bytes in this time is far slower than usual. */
    boolean isSlow(long bytes, long nanos) {
        return nanos >= LEAST_NANOS && bytes < usual * nanos / PATIENCE;
    }
}
