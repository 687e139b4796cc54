package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * An argument breaks a rule. Nothing was written; correct the argument and call again.
 */
public final class InvalidArgumentException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public InvalidArgumentException(String message) {
        this(message, null);
    }

    public InvalidArgumentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
