package io.audmodel.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * Makes signatures: by a key in this process ({@link PrivateKeySigner}), or by a service, a device or another process that
 * keeps its key to itself. Implementations are thread-safe.
 */
public interface ModelSigner {

    /** Returns whose signatures these are, as verifiers find it in them: a public key, or a chain of certificates. */
    Signatory signatory();

    /**
     * Signs by ECDSA with the digest that the input names.
     *
     * @return the signature in DER, which {@code java.security.Signature} makes as well: a sequence of two numbers
     * @throws IOException if the service or device cannot be reached
     * @throws GeneralSecurityException if it refuses
     */
    byte[] sign(SigningInput input) throws IOException, GeneralSecurityException;
}
