package com.example.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the parallel instances of a function share in one TaskManager: the first to open it makes it, the last to leave closes
 * it. Nothing may be left after that, since a TaskManager outlives the job and its classes.
 */
final class Shared<T extends AutoCloseable> implements AutoCloseable {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<ModelSource, Shared<?>> OPEN = new HashMap<>();

    private final ModelSource source;
    private final T value;
    private int users;

    private Shared(ModelSource source, T value) {
        this.source = source;
        this.value = value;
    }

    /** Other instances wait meanwhile. If it fails, so does the instance, and Flink restarts the job by its own rules. */
    @SuppressWarnings("unchecked") // each job has one kind of value for a source
    static <T extends AutoCloseable> Shared<T> open(ModelSource source, Callable<T> maker) throws Exception {
        LOCK.lock();
        try {
            Shared<T> shared = (Shared<T>) OPEN.get(source);
            if (shared == null) {
                shared = new Shared<>(source, maker.call());
                OPEN.put(source, shared);
            }
            shared.users++;
            return shared;
        } finally {
            LOCK.unlock();
        }
    }

    T value() {
        return value;
    }

    @Override
    public void close() throws Exception {
        LOCK.lock();
        try {
            if (--users == 0) {
                OPEN.remove(source);
                value.close();
            }
        } finally {
            LOCK.unlock();
        }
    }
}
