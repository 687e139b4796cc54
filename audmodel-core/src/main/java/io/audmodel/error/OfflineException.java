package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The client is offline, and the call needs something that is not cached, or a repository. Nothing was asked.
 */
public final class OfflineException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public OfflineException(String message) {
        this(message, null);
    }

    public OfflineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
