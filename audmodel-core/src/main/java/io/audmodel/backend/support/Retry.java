package io.audmodel.backend.support;

import io.audmodel.backend.Deadline;
import io.audmodel.error.CancelledException;
import io.audmodel.event.delivery.EventScope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * Retries requests that failed for a transient reason. The bound of the pauses doubles from one to the next up to a
 * limit, and each pause is drawn at random below its bound ("full jitter"), so that clients which failed together do
 * not return together. Immutable and thread-safe.
 *
 * <p>Backends use it, since they know what may be sent twice: a read and an unconditional write may. A retried
 * conditional write may meet its own success, and has to check that before it reports a loss.
 */
public final class Retry {

    /** A request that may be sent twice. */
    public interface Request<T, X extends Exception> {
        /** Sends the request once, and returns its answer. */
        T run() throws X;
    }

    /** Tells transient failures from permanent ones. */
    public interface Judge {
        /**
         * Returns the least pause before the retry, such as a server's {@code Retry-After}; zero for the usual pause;
         * empty if the failure is permanent.
         */
        Optional<Duration> again(Exception failure);
    }

    /** Waits between attempts. */
    public interface Sleeper {
        /** Returns when the time is over. */
        void sleep(Duration duration) throws InterruptedException;
    }

    private static final ThreadLocal<Runnable> BEFORE_PAUSES = new ThreadLocal<>();

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofMinutes(2);

    private final int attempts;
    private final Duration total;
    private final LongUnaryOperator random;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;

    /**
     * @param attempts how often a request is sent at most, the first time included
     * @param total no retry begins after this time; a server that wants a longer pause ends the retries too
     * @param random draws a pause in nanoseconds, from 0 to below its argument
     * @param nanoTime the clock, such as {@link System#nanoTime}
     */
    public Retry(int attempts, Duration total, LongUnaryOperator random, Sleeper sleeper, LongSupplier nanoTime) {
        this.attempts = attempts;
        this.total = total;
        this.random = random;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the usual policy: five attempts within two minutes, with pauses drawn below 0.2, 0.4, 0.8 and 1.6
     * seconds.
     */
    public static Retry standard() {
        return new Retry(
                ATTEMPTS,
                TOTAL,
                bound -> ThreadLocalRandom.current().nextLong(bound),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                System::nanoTime);
    }

    /**
     * Sends the request until it succeeds, or until a failure is permanent or the last allowed one, which is then
     * thrown.
     *
     * @throws CancelledException if the thread is interrupted between two attempts
     */
    public <T, X extends Exception> T run(Request<T, X> request, Judge judge) throws X {
        Attempts row = begin();
        while (true) {
            try {
                return request.run();
            } catch (Exception e) {
                if (!judge.again(e).map(pause -> row.pause(pause, e)).orElse(false)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Runs code whose requests this thread sends, and calls {@code beforePause} whenever one of them is about to wait for
     * its next attempt: the store was busy, or did not answer.
     */
    public static <T> T observed(Runnable beforePause, Supplier<T> requests) {
        Runnable outer = BEFORE_PAUSES.get();
        BEFORE_PAUSES.set(beforePause);
        try {
            return requests.get();
        } finally {
            if (outer == null) {
                BEFORE_PAUSES.remove();
            } else {
                BEFORE_PAUSES.set(outer);
            }
        }
    }

    /** Begins to count attempts, for callers that decide more than a {@link Judge} can. */
    public Attempts begin() {
        return new Attempts(nanoTime.getAsLong());
    }

    /** The attempts at one request. Used by one thread. */
    public final class Attempts {

        private final long begun;
        private int failed;

        private Attempts(long begun) {
            this.begun = begun;
        }

        /** Returns how many attempts have failed so far. */
        public int failed() {
            return failed;
        }

        /**
         * Waits before the next attempt. Returns false at once if no attempt is left, or if the call's deadline comes
         * first.
         *
         * @param failure why the last attempt failed
         * @throws CancelledException if the thread is or becomes interrupted; its flag stays set
         */
        public boolean pause(Duration atLeast, Exception failure) {
            failed++;
            Duration pause = atLeast.plusNanos(random.applyAsLong(bound()));
            Duration spent = Duration.ofNanos(nanoTime.getAsLong() - begun);
            boolean isLate = Deadline.current()
                    .map(deadline -> deadline.remaining().compareTo(pause) <= 0)
                    .orElse(false);
            if (isLate || failed >= attempts || spent.plus(pause).compareTo(total) > 0) {
                return false;
            }
            EventScope.current().retries(failed, pause, failure);
            Runnable observer = BEFORE_PAUSES.get();
            if (observer != null) {
                observer.run();
            }
            try {
                sleeper.sleep(pause);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted before attempt " + (failed + 1), e);
            }
        }

        private long bound() {
            Duration doubled = FIRST.multipliedBy(1L << Math.min(failed - 1, 20));
            return (doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST).toNanos();
        }
    }
}
