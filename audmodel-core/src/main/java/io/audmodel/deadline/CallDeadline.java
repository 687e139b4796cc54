package io.audmodel.deadline;

import io.audmodel.error.CallTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a call of the client ends. Every byte that the call moves postpones it by the time that the slowest
 * useful line needs for a byte, so that a long transfer continues, and one that stalls or crawls ends. Thread-safe.
 *
 * <p>Each thread that works for the call knows it. When the time is over, the thread is also interrupted. Backends and
 * policies see a part of it, by {@code io.audmodel.backend.Deadline}.
 */
public final class CallDeadline {

    /** The speed of the slowest useful line, in bytes a second. */
    public static final long SLOWEST = 16 << 10;

    private static final ThreadLocal<@Nullable CallDeadline> CURRENT = new ThreadLocal<>();
    private static final long LONGEST = TimeUnit.DAYS.toNanos(36_500);
    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / SLOWEST;

    /** What a thread waits for, and since when. */
    private record Wait(String operation, String path, String repository, long since) {}

    private final long allowance;
    private final boolean isFixed;
    private final LongSupplier nanoTime;
    private final long begun;

    /** Counted from the beginning, in nanoseconds. */
    private final AtomicLong end;

    private final Map<Thread, Wait> waits = new ConcurrentHashMap<>();
    private volatile boolean expired;
    private volatile @Nullable String overdue;

    private CallDeadline(Duration allowance, boolean isFixed, LongSupplier nanoTime) {
        this.allowance = nanos(allowance);
        this.isFixed = isFixed;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.end = new AtomicLong(this.allowance);
    }

    /** Returns a deadline that is so far from now. */
    public static CallDeadline in(Duration allowance) {
        return in(allowance, System::nanoTime);
    }

    /** @param nanoTime the clock, such as {@link System#nanoTime} */
    public static CallDeadline in(Duration allowance, LongSupplier nanoTime) {
        return new CallDeadline(allowance, false, nanoTime);
    }

    /** Returns a deadline that moving bytes do not postpone, for a step that has to leave time for another one. */
    public static CallDeadline fixed(Duration allowance) {
        return new CallDeadline(allowance, true, System::nanoTime);
    }

    /** Returns the deadline of the call that this thread works for; empty if there is none. */
    public static Optional<CallDeadline> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Runs work with this as the deadline of the thread; for threads that a call hands work to. */
    public <T> T over(Supplier<T> work) {
        CallDeadline before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /**
     * As {@link #over}, for work that may belong to no call.
     *
     * @param deadline that of the thread which hands the work over
     */
    public static <T> T within(Optional<CallDeadline> deadline, Supplier<T> work) {
        return deadline.isPresent() ? deadline.get().over(work) : work.get();
    }

    /** Returns how long the call may still take; zero if its time is over. */
    public Duration remaining() {
        return expired ? Duration.ZERO : Duration.ofNanos(Math.max(0, end.get() - now()));
    }

    /** Returns whether the call has no time left. */
    public boolean isOver() {
        return remaining().isZero();
    }

    /** @throws CallTimeoutException if the time is over */
    public void requireTime() {
        if (isOver()) {
            throw new CallTimeoutException("the time of the call is over");
        }
    }

    /** Reports that so many bytes arrived. The remaining time never exceeds the time that the call began with. */
    public void moved(long bytes) {
        if (isFixed) {
            return;
        }
        long most = now() + allowance;
        end.updateAndGet(old -> Math.max(old, Math.min(most, later(old, bytes))));
    }

    /** Reports that so many bytes were handed to a backend, which may send them only when it has all of them. */
    public void handedOver(long bytes) {
        if (!isFixed) {
            end.updateAndGet(old -> later(old, bytes));
        }
    }

    /** Restarts the deadline with this much time. */
    public void restart(Duration time) {
        end.set(now() + nanos(time));
    }

    /**
     * Stands still while the call waits for what has a timeout of its own.
     *
     * @param longest that timeout, after which the time runs again by itself
     */
    public Pause pause(Duration longest) {
        Pause pause = new Pause(remaining());
        restart(longest.plus(pause.left));
        return pause;
    }

    /** The time of a deadline that stands still. Used by one thread. */
    public final class Pause {

        private final Duration left;
        private boolean isOver;

        private Pause(Duration left) {
            this.left = left;
        }

        /** Lets the time run again, unless it does already. */
        public void end() {
            if (!isOver) {
                isOver = true;
                restart(left);
            }
        }
    }

    /** Ends the time at once, and for good. */
    public void expire() {
        expired = true;
    }

    /**
     * Runs a step that may take long, which {@link #waitedFor} reports meanwhile.
     *
     * @throws CallTimeoutException if the time is over before it begins
     */
    public <T> T waitFor(String operation, String path, String repository, Supplier<T> step) {
        requireTime();
        Thread thread = Thread.currentThread();
        Wait wait = new Wait(operation, path, repository, now());
        Wait outer = waits.put(thread, wait);
        try {
            return step.get();
        } finally {
            if (overdue == null && isOver()) {
                overdue = text(wait);
            }
            if (outer == null) {
                waits.remove(thread);
            } else {
                waits.put(thread, outer);
            }
        }
    }

    /**
     * Returns what a thread of the call is waiting for, and for how long; of several threads, the one that began first.
     * After the end, it is what was waited for at the end.
     */
    public Optional<String> waitedFor() {
        return waits.values().stream()
                .min(Comparator.comparingLong(Wait::since))
                .map(this::text)
                .or(() -> Optional.ofNullable(overdue));
    }

    private String text(Wait wait) {
        return wait.operation() + (wait.path().isEmpty() ? "" : " " + wait.path())
                + (wait.repository().isEmpty() ? "" : " in " + wait.repository()) + " for "
                + seconds(now() - wait.since());
    }

    /** Returns how long ago the deadline was set, for messages. */
    public String age() {
        return seconds(now());
    }

    private static String seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) / 1000.0 + " s";
    }

    private long now() {
        return nanoTime.getAsLong() - begun;
    }

    private static long later(long end, long bytes) {
        return end + Math.min(LONGEST, bytes > LONGEST / NANOS_PER_BYTE ? LONGEST : bytes * NANOS_PER_BYTE);
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(LONGEST)) < 0 ? duration.toNanos() : LONGEST;
    }
}
