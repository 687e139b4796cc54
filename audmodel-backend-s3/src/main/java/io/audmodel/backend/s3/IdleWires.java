package io.audmodel.backend.s3;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Idle connections, the latest first. Thread-safe. */
final class IdleWires {

    private static final int MOST = 64;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private record Idle(Wire wire, long since) {}

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    IdleWires(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** An idle connection that the server has not visibly closed. */
    Optional<Wire> take(Route route) {
        for (Optional<Wire> found = next(route); found.isPresent(); found = next(route)) {
            if (!found.get().isStale()) {
                return found;
            }
            found.get().close();
        }
        return Optional.empty();
    }

    void give(Wire wire) {
        lock.lock();
        try {
            dropOld();
            if (!closed && idle.size() < MOST) {
                idle.addFirst(new Idle(wire, nanoTime.getAsLong()));
                return;
            }
        } finally {
            lock.unlock();
        }
        wire.close();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(each -> each.wire.close());
            idle.clear();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Wire> next(Route route) {
        lock.lock();
        try {
            dropOld();
            for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
                Wire wire = each.next().wire;
                if (wire.route().equals(route)) {
                    each.remove();
                    return Optional.of(wire);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        while (!idle.isEmpty() && now - idle.peekLast().since > LONGEST.toNanos()) {
            idle.removeLast().wire.close();
        }
    }
}
