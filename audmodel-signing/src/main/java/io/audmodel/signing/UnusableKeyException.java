package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * A key or certificate cannot be used: it cannot be read, its password is wrong, it is of another curve, or does not fit the
 * certificate beside it. The message never quotes it.
 */
public final class UnusableKeyException extends SigningException {

    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
        this(message, null);
    }

    UnusableKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
