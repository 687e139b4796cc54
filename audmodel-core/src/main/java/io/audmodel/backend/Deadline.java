package io.audmodel.backend;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CallTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * The time at which a call of the client ends. Every byte that the call moves postpones it by the time that the slowest
 * useful line needs for a byte, so that a long transfer continues, and one that stalls or crawls ends. Thread-safe.
 *
 * <p>Each thread that works for the call knows it: a backend that waits by itself, between two attempts for instance,
 * gets it by {@link #current}. When the time is over, the thread is also interrupted, so that code which honours
 * interrupts need not ask.
 */
public final class Deadline {

    private final CallDeadline deadline;

    private Deadline(CallDeadline deadline) {
        this.deadline = deadline;
    }

    /** Returns the deadline of the call that this thread works for; empty if there is none. */
    public static Optional<Deadline> current() {
        return CallDeadline.current().map(Deadline::new);
    }

    /** Returns how long the call may still take; zero if its time is over. */
    public Duration remaining() {
        return deadline.remaining();
    }

    /** Returns whether the call has no time left. */
    public boolean isOver() {
        return deadline.isOver();
    }

    /**
     * Does nothing while the call has time left.
     *
     * @throws CallTimeoutException if its time is over
     */
    public void requireTime() {
        deadline.requireTime();
    }

    /**
     * Reports work that takes as long as moving so many bytes, such as reading them to hash them. The bytes of objects
     * are counted by the client.
     */
    public void moved(long bytes) {
        deadline.moved(bytes);
    }
}
