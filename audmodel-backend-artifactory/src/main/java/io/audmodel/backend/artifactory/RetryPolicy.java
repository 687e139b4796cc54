package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides which failures are retried, and when: transient ones, after the pause that the server wants. */
final class RetryPolicy {

    /** The pause that an overloaded server wants. */
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

    /** Retries a call that may be sent twice. */
    <T> T run(Supplier<T> call) {
        return retry.run(call::get, RetryPolicy::pauseAfter);
    }

    Retry.Attempts begin() {
        return retry.begin();
    }

    /** The least pause after this failure; empty if it is permanent. */
    static Optional<Duration> pauseAfter(Exception failure) {
        if (failure.getCause() instanceof JsonProcessingException) {
            // The answer may have been damaged on the way.
            return Optional.of(Duration.ZERO);
        }
        if (!(failure instanceof BackendException backend && backend.isRetryable())) {
            return Optional.empty();
        }
        return Optional.of(failure.getCause() instanceof RetryAfter wish ? wish.pause : Duration.ZERO);
    }
}
