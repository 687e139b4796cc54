package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted. What the call had begun is not visible to anybody, and the thread's
 * interrupt flag is set again.
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
