package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A call exceeded its call timeout and was stopped. The message says what it waited for, and how long. Its effects are
 * those of a process that died at that moment: a model that it published is visible as a whole or not at all, and
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
