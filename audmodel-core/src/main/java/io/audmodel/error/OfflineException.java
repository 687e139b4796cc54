package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** The client is offline, and the call needs a repository, or something that is not cached. No request was sent. */
public final class OfflineException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public OfflineException(String message) {
        this(message, null);
    }

    public OfflineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
