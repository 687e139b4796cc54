package io.audmodel.follow.poll;

import io.audmodel.cache.HeldModel;
import java.util.concurrent.locks.ReentrantLock;

/** The lease of a follower on the model that it serves. Thread-safe. */
final class CurrentLease {

    private final ReentrantLock lock = new ReentrantLock();
    private HeldModel lease;
    private boolean closed;

    CurrentLease(HeldModel first) {
        this.lease = first;
    }

    /** Lets the model before go; after {@link #close} the next one too. */
    void replace(HeldModel next) {
        HeldModel unused;
        lock.lock();
        try {
            unused = closed ? next : lease;
            lease = closed ? lease : next;
        } finally {
            lock.unlock();
        }
        unused.close();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        lease.close();
    }
}
