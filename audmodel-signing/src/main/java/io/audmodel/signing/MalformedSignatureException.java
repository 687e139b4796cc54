package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * A bundle or the statement in it breaks the format. Get the signature again from where it was made.
 */
public final class MalformedSignatureException extends SigningException {

    private static final long serialVersionUID = 1L;

    MalformedSignatureException(String message) {
        this(message, null);
    }

    MalformedSignatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
