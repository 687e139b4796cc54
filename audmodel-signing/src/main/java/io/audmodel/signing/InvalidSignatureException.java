package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * The signature does not fit what it is to have signed: the statement, the signature or the key was changed, or another
 * key made it. Nothing that the bundle says can be believed.
 */
public final class InvalidSignatureException extends SigningException {

    private static final long serialVersionUID = 1L;

    InvalidSignatureException(String message) {
        this(message, null);
    }

    InvalidSignatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
