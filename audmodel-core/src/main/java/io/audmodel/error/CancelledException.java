package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted, and its interrupt flag is set again. Nothing half-done is visible to other
 * clients.
 */
public final class CancelledException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        this(message, null);
    }

    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
