package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Another process holds the lock of a cache entry for longer than the call was allowed to wait.
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
