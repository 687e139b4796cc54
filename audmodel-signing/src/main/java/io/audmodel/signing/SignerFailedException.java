package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * A signer did not sign, or its signature does not fit its own key. Nothing was written; the cause tells what it said.
 */
public final class SignerFailedException extends SigningException {

    private static final long serialVersionUID = 1L;

    SignerFailedException(String message) {
        this(message, null);
    }

    SignerFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
