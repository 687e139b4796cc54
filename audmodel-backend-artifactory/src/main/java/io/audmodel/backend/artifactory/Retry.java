package io.audmodel.backend.artifactory;

import io.audmodel.error.BackendException;
import io.audmodel.error.CancelledException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats what failed for a passing reason, after pauses that double and are drawn at random below that bound, so that
 * many clients do not return at once.
 */
final class Retry {

    /** Waits. */
    interface Pause {
        void sleep(long millis) throws InterruptedException;
    }

    static final int ATTEMPTS = 5;

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final Pause pause;

    Retry(Pause pause) {
        this.pause = pause;
    }

    Retry() {
        this(TimeUnit.MILLISECONDS::sleep);
    }

    /** Repeats a call that may be made twice. */
    <T> T run(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (BackendException e) {
                if (attempt == ATTEMPTS || !e.isRetryable()) {
                    throw e;
                }
                if (!pause(attempt)) {
                    throw new CancelledException("interrupted before another attempt", e);
                }
            }
        }
    }

    /** Waits before the next attempt; false if the thread is interrupted, which it stays. */
    boolean pause(int attempt) {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << attempt);
        try {
            pause.sleep(ThreadLocalRandom.current().nextLong(bound));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
