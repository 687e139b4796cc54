package io.audmodel.backend.s3;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats requests that failed for a passing reason, after pauses that double and are drawn at random below that bound,
 * so that many clients do not return at once.
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

    /** Repeats a request that may be done twice. */
    <T> T run(Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (SdkException e) {
                if (attempt == ATTEMPTS || !Verdict.of(e).isPassing()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    /** Waits before the next attempt. */
    void pause(int attempt) {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << attempt);
        try {
            pause.sleep(ThreadLocalRandom.current().nextLong(bound));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.builder()
                    .message("interrupted between attempts")
                    .cause(e)
                    .build();
        }
    }
}
