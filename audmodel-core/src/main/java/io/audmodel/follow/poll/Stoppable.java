package io.audmodel.follow.poll;

import io.audmodel.error.CancelledException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that another thread may end for good, by an interrupt that reaches this work alone. Used by one thread at a time. */
final class Stoppable {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread worker;
    private boolean stopped;

    /** @throws CancelledException if it was stopped before */
    <T> T run(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    private void begin() {
        lock.lock();
        try {
            if (stopped) {
                throw new CancelledException("the follower was closed");
            }
            worker = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            worker = null;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
