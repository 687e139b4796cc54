package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * The signature was made by somebody who is not trusted here: another key, a certificate without a valid path to a root,
 * or one that is not for signing. Trust the signer, if that is right, or get the model from somebody whom you trust.
 */
public final class UntrustedSignatureException extends SigningException {

    private static final long serialVersionUID = 1L;

    UntrustedSignatureException(String message) {
        this(message, null);
    }

    UntrustedSignatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
