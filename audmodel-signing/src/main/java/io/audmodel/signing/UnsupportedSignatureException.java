package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * A signature of a kind that this library cannot verify: keyless ones of Sigstore, the digests BLAKE2 and BLAKE3, and
 * predicates of other versions. Verify it with other software, or have the model signed again.
 */
public final class UnsupportedSignatureException extends SigningException {

    private static final long serialVersionUID = 1L;

    UnsupportedSignatureException(String message) {
        this(message, null);
    }

    UnsupportedSignatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
