package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A call did not end within its time, and was given up; the message says what it waited for, and how long. What it had
 * begun is as if the process had stopped there: a model that it published is visible as a whole or not at all, and
 * repeating the call completes it.
 */
public final class CallTimeoutException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public CallTimeoutException(String message) {
        this(message, null);
    }

    public CallTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
