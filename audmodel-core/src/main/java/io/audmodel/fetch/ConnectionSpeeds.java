package io.audmodel.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast the connections that fetch one archive are. Of many to a store, now and then one is far slower than the
 * others for as long as it lives; who waits for it waits for all. Thread-safe.
 */
final class ConnectionSpeeds {

    /** Before so many ranges have arrived, nobody knows what is usual. */
    private static final int ENOUGH = 4;

    /** What is usual changes with the number of connections that share a link: so many ranges, the last ones, tell it. */
    private static final int LAST = 32;

    /** How many times longer than usual bytes may take. */
    private static final double MOST_SLOWDOWN = 4;

    /** Less is no sign: a first byte may take as long, or a thread may wait for its turn. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Double> last = new ArrayDeque<>();

    /** Bytes a nanosecond, or 0 while it is unknown. */
    private volatile double usual;

    /** A range has arrived in full. */
    void arrived(long bytes, long nanos) {
        double speed = (double) bytes / Math.max(1, nanos);
        lock.lock();
        try {
            last.add(speed);
            if (last.size() > LAST) {
                last.remove();
            }
            if (last.size() >= ENOUGH) {
                // A quarter of them was slower: where links are shared unevenly, that is nothing unusual.
                usual = last.stream().sorted().skip(last.size() / 4).findFirst().orElseThrow();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a connection that brought so many bytes in this time is far slower than usual. */
    boolean isSlow(long bytes, long nanos) {
        return nanos >= LEAST_NANOS && bytes < usual * nanos / MOST_SLOWDOWN;
    }
}
