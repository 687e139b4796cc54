package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Another process held the lock of a cached model for longer than the lock timeout. Wait longer, or end that process.
 */
public final class LockTimeoutException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public LockTimeoutException(String message) {
        this(message, null);
    }

    public LockTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
