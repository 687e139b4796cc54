package io.audmodel.signing;

import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who signs, or signed: a public key, or the certificate of one with the certificates above it. Immutable. */
public final class Signatory {

    private final ECPublicKey key;
    private final List<X509Certificate> certificates;
    private final String keyHint;

    private Signatory(PublicKey key, List<X509Certificate> certificates) {
        this.key = SigningCurve.requireUsable(key);
        this.certificates = List.copyOf(certificates);
        this.keyHint = Pem.keyHint(key);
    }

    /**
     * Somebody who is known by a key.
     *
     * @throws UnusableKeyException if the key is of none of the curves P-256, P-384 and P-521
     */
    public static Signatory ofKey(PublicKey key) {
        return new Signatory(key, List.of());
    }

    /**
     * Somebody who is known by a key in a PEM file.
     *
     * @throws UnusableKeyException if it cannot be read, or is of none of the curves
     */
    public static Signatory ofKey(Path file) {
        return ofKey(Pem.publicKey(Pem.read(file, "the public key"), file.toString()));
    }

    /**
     * Somebody who is known by a certificate.
     *
     * @param certificates the signer's own, then those of the authorities above it, each signed by the next one; the root
     *     may be left out
     * @throws UnusableKeyException if there is none, or the key of the first is of none of the curves
     */
    public static Signatory ofCertificates(List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new UnusableKeyException("there is no certificate: name the file of the signer's own");
        }
        return new Signatory(certificates.get(0).getPublicKey(), certificates);
    }

    /**
     * Somebody who is known by a certificate in a PEM file.
     *
     * @param files with the signer's own first, and then those of the authorities above it
     * @throws UnusableKeyException if they cannot be read, or the key of the first certificate is of none of the curves
     */
    public static Signatory ofCertificates(Path... files) {
        return ofCertificates(Stream.of(files)
                .flatMap(file -> Pem.certificates(Pem.read(file, "certificates"), file.toString()).stream())
                .toList());
    }

    /** Returns whether the signer is known by a key or by a certificate. */
    public SigningMethod method() {
        return certificates.isEmpty() ? SigningMethod.KEY : SigningMethod.CERTIFICATE;
    }

    /** Returns the public key, of a certificate too. */
    public PublicKey publicKey() {
        return key;
    }

    /** Returns the SHA-256 of the PEM text of the public key, in 64 hexadecimal digits, by which bundles name it. */
    public String keyHint() {
        return keyHint;
    }

    /** Returns the signer's certificate and those above it; empty if the signer is known by a key. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Returns the distinguished name of the certificate, as RFC 2253 writes it; empty for a key. */
    public Optional<String> subject() {
        return certificates.stream()
                .findFirst()
                .map(own -> own.getSubjectX500Principal().getName());
    }

    /**
     * Makes sure, before something is signed, that others can accept the signature. A key alone always passes; whom others
     * trust is not known here.
     *
     * @param time at which it is signed
     * @throws UnusableKeyException if the certificate is not for signing, or not valid at that time
     */
    public void requireUsable(Instant time) {
        certificates.stream().findFirst().ifPresent(own -> CertificateUse.requireSigning(own, time));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signatory that
                && keyHint.equals(that.keyHint)
                && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return keyHint.hashCode();
    }

    /** Returns {@code key 7f0e59…}, or {@code CN=… (key 7f0e59…)}. */
    @Override
    public String toString() {
        return subject().map(name -> name + " (key " + keyHint + ")").orElse("key " + keyHint);
    }
}
