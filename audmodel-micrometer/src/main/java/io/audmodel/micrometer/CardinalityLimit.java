package io.audmodel.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the number of values of a tag small, whatever a program does: each is a meter more. Thread-safe. */
final class CardinalityLimit {

    static final int MOST = 100;
    static final String OTHER = "other";

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** The name itself if it is one of the first. */
    String keep(String name) {
        if (names.contains(name)) {
            return name;
        }
        lock.lock();
        try {
            return names.size() < MOST && names.add(name) || names.contains(name) ? name : OTHER;
        } finally {
            lock.unlock();
        }
    }
}
