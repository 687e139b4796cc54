package io.audmodel.backend;

import io.audmodel.error.CancelledException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Repeats requests that failed for a passing reason. Pauses double from one to the next up to a limit, and each is drawn
 * at random between nothing and that bound ("full jitter"), so that many clients that failed together do not return
 * together. Immutable and thread-safe.
 *
 * <p>For backends, which know what may be done twice: a read and an unconditional write may; a conditional write may meet
 * its own success, and has to look before it reports a loss.
 */
public final class Retry {

    /** A request that may be done twice. */
    public interface Request<T, X extends Exception> {
        T run() throws X;
    }

    /** Tells passing failures from lasting ones. */
    public interface Judge {
        /**
         * How long to wait at least before the request is done again, such as a server's {@code Retry-After}; zero to
         * leave it to the pauses; empty if the failure will not pass.
         */
        Optional<Duration> again(Exception failure);
    }

    /** Waits. */
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

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
     * @param attempts how often a request is done at most, the first time included
     * @param total no further attempt begins after so much time; a server's wish to wait longer ends the attempts too
     * @param random draws the pauses, in nanoseconds: a number from 0 to below the one it is given
     * @param nanoTime as {@link System#nanoTime}
     */
    public Retry(int attempts, Duration total, LongUnaryOperator random, Sleeper sleeper, LongSupplier nanoTime) {
        this.attempts = attempts;
        this.total = total;
        this.random = random;
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
    }

    /** Five attempts within two minutes; the pauses between them are drawn below 0.2, 0.4, 0.8 and 1.6 seconds. */
    public static Retry standard() {
        return new Retry(
                ATTEMPTS,
                TOTAL,
                bound -> ThreadLocalRandom.current().nextLong(bound),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                System::nanoTime);
    }

    /**
     * Does the request until it succeeds, or a failure will not pass, or there were too many: then throws that.
     *
     * @throws CancelledException if the thread is interrupted between two attempts
     */
    public <T, X extends Exception> T run(Request<T, X> request, Judge judge) throws X {
        Attempts row = begin();
        while (true) {
            try {
                return request.run();
            } catch (Exception e) {
                if (!judge.again(e).map(row::pause).orElse(false)) {
                    throw e;
                }
            }
        }
    }

    /** Begins to count attempts, for whoever has to decide more than a {@link Judge} can say. */
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

        /** How many attempts have failed so far. */
        public int failed() {
            return failed;
        }

        /**
         * Waits before the next attempt; returns false at once if there shall be none, also since the call would be over
         * by then.
         *
         * @throws CancelledException if the thread is or becomes interrupted; it stays so
         */
        public boolean pause(Duration atLeast) {
            failed++;
            Duration pause = atLeast.plusNanos(random.applyAsLong(bound()));
            Duration spent = Duration.ofNanos(nanoTime.getAsLong() - begun);
            boolean isLate = Deadline.current()
                    .map(deadline -> deadline.remaining().compareTo(pause) <= 0)
                    .orElse(false);
            if (isLate || failed >= attempts || spent.plus(pause).compareTo(total) > 0) {
                return false;
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
