package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Which failures are worth another attempt, and when: those that may pass, and not before the server asked for it. */
final class RetryPolicy {

    /** The cause of a failure that a server with too much to do has put a time to. */
    static final class RetryAfter extends Exception {

        private static final long serialVersionUID = 1L;

        private final Duration pause;

        RetryAfter(Duration pause) {
            super("the server asks for a pause of " + pause);
            this.pause = pause;
        }
    }

    private final Retry retry;

    RetryPolicy(Retry retry) {
        this.retry = retry;
    }

    /** Repeats a call that may be made twice. */
    <T> T run(Supplier<T> call) {
        return retry.run(call::get, RetryPolicy::pauseAfter);
    }

    Retry.Attempts begin() {
        return retry.begin();
    }

    /** How long to wait at least after this failure; empty if it will not pass. */
    static Optional<Duration> pauseAfter(Exception failure) {
        if (failure.getCause() instanceof JsonProcessingException) {
            // Damaged on its way, maybe.
            return Optional.of(Duration.ZERO);
        }
        if (!(failure instanceof BackendException backend && backend.isRetryable())) {
            return Optional.empty();
        }
        return Optional.of(failure.getCause() instanceof RetryAfter wish ? wish.pause : Duration.ZERO);
    }
}
