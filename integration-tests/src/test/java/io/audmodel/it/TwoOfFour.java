package io.audmodel.it;

import io.audmodel.testkit.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A plan in which something happens to at most two of any four attempts at one request, and to nearly as many: requests
 * are the same if they are of one method and one address. Thread-safe.
 */
final class TwoOfFour implements Function<String, Fault> {

    private static final double EAGERNESS = 0.8;
    private static final int LAST_THREE = 0b111;

    private final ReentrantLock lock = new ReentrantLock();
    private final Random random;
    private final List<Fault> faults;
    private final Map<String, Integer> last = new HashMap<>();
    private int requests;
    private int disturbed;

    TwoOfFour(long seed, List<Fault> faults) {
        this.random = new Random(seed);
        this.faults = faults;
    }

    @Override
    public Fault apply(String line) {
        lock.lock();
        try {
            requests++;
            int before = last.getOrDefault(line, 0);
            boolean disturbs = Integer.bitCount(before & LAST_THREE) < 2 && random.nextDouble() < EAGERNESS;
            last.put(line, before << 1 | (disturbs ? 1 : 0));
            disturbed += disturbs ? 1 : 0;
            return disturbs ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
        } finally {
            lock.unlock();
        }
    }

    /** How many requests have come so far. */
    int requests() {
        lock.lock();
        try {
            return requests;
        } finally {
            lock.unlock();
        }
    }

    /** To how many of them something happened. */
    int disturbed() {
        lock.lock();
        try {
            return disturbed;
        } finally {
            lock.unlock();
        }
    }
}
