package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A model does not meet what the client requires of it, such as a signature by a certain key, and is not loaded. Have it
 * signed, load another one, or change what you require.
 */
public final class UntrustedModelException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public UntrustedModelException(String message) {
        this(message, null);
    }

    public UntrustedModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
