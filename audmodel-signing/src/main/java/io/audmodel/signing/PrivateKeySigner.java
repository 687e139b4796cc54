package io.audmodel.signing;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a private key that is in this process, or behind a provider of the JDK such as PKCS#11. Immutable and
 * thread-safe. Texts of it, and its errors, say nothing of the key.
 */
public final class PrivateKeySigner implements ModelSigner {

    private final PrivateKey key;
    private final Signatory signatory;

    private PrivateKeySigner(PrivateKey key, Signatory signatory) {
        this.key = key;
        this.signatory = signatory;
    }

    /**
     * A signer with a key from a PEM file: PKCS#8 or SEC 1.
     *
     * @throws UnusableKeyException if it cannot be read, or is encrypted
     */
    public static PrivateKeySigner ofPem(Path file) {
        return ofPem(file, null);
    }

    /**
     * A signer with a key from a PEM file. Where others than its owner may read the file, a warning goes to the {@link
     * System.Logger} of {@link SecretFile#LOGGER}.
     *
     * @param password opens an encrypted key (PKCS#8, PBES2 with AES); read here, and yours to overwrite then. Null if it
     *     has none
     * @throws UnusableKeyException if it cannot be read or decrypted
     */
    public static PrivateKeySigner ofPem(Path file, char @Nullable [] password) {
        byte[] pem = Pem.read(file, PrivateKeyFile.WHAT);
        try {
            PrivateKeySigner signer = ofPem(pem, password);
            SecretFile.warn(file, PrivateKeyFile.WHAT);
            return signer;
        } catch (UnusableKeyException e) {
            throw new UnusableKeyException(file + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    /**
     * A signer with a key from the bytes of a PEM file, which are yours to overwrite then.
     *
     * @throws UnusableKeyException if it cannot be read or decrypted
     */
    public static PrivateKeySigner ofPem(byte[] pem, char @Nullable [] password) {
        PrivateKeyFile file = PrivateKeyFile.of(pem, password);
        return of(file.key(), file.publicKey());
    }

    /**
     * A signer with a key that a provider of the JDK has, as that for PKCS#11.
     *
     * @param key of the provider; signed with by whatever provider takes it
     * @param publicKey that belongs to it
     * @throws UnusableKeyException if the public key is of none of the curves P-256, P-384 and P-521
     */
    public static PrivateKeySigner of(PrivateKey key, PublicKey publicKey) {
        return new PrivateKeySigner(key, Signatory.ofKey(publicKey));
    }

    /**
     * Returns a signer with the same key that is known by a certificate.
     *
     * @param files PEM files, with the signer's own certificate first, and then those above it
     * @throws UnusableKeyException if they cannot be read, or the first is for another key
     */
    public PrivateKeySigner withCertificates(Path... files) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            certificates.addAll(Pem.certificates(Pem.read(file, "certificates"), file.toString()));
        }
        return withCertificates(certificates);
    }

    /**
     * Returns a signer with the same key that is known by a certificate.
     *
     * @param certificates the signer's own first, and then those above it
     * @throws UnusableKeyException if there is none, or the first is for another key
     */
    public PrivateKeySigner withCertificates(List<X509Certificate> certificates) {
        Signatory known = Signatory.ofCertificates(certificates);
        if (!known.keyHint().equals(signatory.keyHint())) {
            throw new UnusableKeyException(
                    "the first certificate, of " + known.subject().orElse("")
                            + ", is for another key than the private one: name the signer's own certificate first");
        }
        return new PrivateKeySigner(key, known);
    }

    @Override
    public Signatory signatory() {
        return signatory;
    }

    @Override
    public byte[] sign(SigningInput input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(input.signatureAlgorithm());
        signature.initSign(key);
        signature.update(input.message());
        return signature.sign();
    }

    /** Returns who signs; nothing of the private key. */
    @Override
    public String toString() {
        return "signer " + signatory;
    }
}
