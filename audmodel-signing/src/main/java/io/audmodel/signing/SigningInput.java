package io.audmodel.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/**
 * What a {@link ModelSigner} signs: the statement about a model in the encoding that DSSE prescribes, as bytes and as the
 * digest of these. Services and devices take one or the other. Immutable.
 */
public final class SigningInput {

    private final byte[] message;
    private final SigningCurve curve;

    SigningInput(byte[] message, PublicKey key) {
        this.message = message.clone();
        this.curve = SigningCurve.of(key);
    }

    /** Returns the bytes to sign; a copy. */
    public byte[] message() {
        return message.clone();
    }

    /** Returns the digest of the bytes by {@link #digestAlgorithm()}; a copy. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance(curve.digestAlgorithm()).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + curve.digestAlgorithm(), e);
        }
    }

    /** Returns {@code SHA-256}, {@code SHA-384} or {@code SHA-512}, as the curve of the key wants it. */
    public String digestAlgorithm() {
        return curve.digestAlgorithm();
    }

    /** Returns the name of the whole, for {@code java.security.Signature}: {@code SHA256withECDSA} for P-256. */
    public String signatureAlgorithm() {
        return curve.signatureAlgorithm();
    }
}
