package io.audmodel.signing;

import io.audmodel.model.Checksum;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A signature as it is stored: a Sigstore bundle with one DSSE envelope, whose payload is the statement about what was
 * signed. Reading one checks its form and nothing else: {@link #verify} tells whether it is true. Immutable.
 */
public final class SignatureBundle {

    /** What a bundle may have; one with the digests of 200,000 files has some 50 MB. */
    static final int MOST_BYTES = 1 << 26;

    private static final int MARK = 16;

    static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private final byte[] payload;
    private final byte[] signature;
    private final String keyHint;
    private final List<X509Certificate> certificates;

    /**
     * @param keyHint empty if the bundle names no key
     * @param certificates empty if the signer is known by a key
     */
    SignatureBundle(byte[] payload, byte[] signature, String keyHint, List<X509Certificate> certificates) {
        this.payload = payload;
        this.signature = signature;
        this.keyHint = keyHint;
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Reads a bundle from its file.
     *
     * @throws IOException if the file cannot be read
     * @throws MalformedSignatureException if it is no such bundle, or larger than 64 MiB
     * @throws UnsupportedSignatureException if it was signed in another way than by key or certificate
     */
    public static SignatureBundle read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder: name the file with the signature");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(MOST_BYTES + 1));
        }
    }

    /**
     * Reads a bundle.
     *
     * @throws MalformedSignatureException if it is no such bundle, or larger than 64 MiB
     * @throws UnsupportedSignatureException if it was signed in another way than by key or certificate
     */
    public static SignatureBundle of(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new MalformedSignatureException(
                    "the bundle is larger than " + MOST_BYTES + " bytes, the most that is read");
        }
        return new BundleReader().read(json);
    }

    /** Signs a statement, and looks at what the signer made of it. */
    static SignatureBundle signed(byte[] payload, ModelSigner signer) {
        Signatory signatory = signer.signatory();
        byte[] signature;
        try {
            signature = signer.sign(new SigningInput(preAuthenticated(payload), signatory.publicKey()));
        } catch (IOException | GeneralSecurityException e) {
            throw new SignerFailedException("the signer of " + signatory + " did not sign: " + e.getMessage(), e);
        }
        String hint = signatory.method() == SigningMethod.KEY ? signatory.keyHint() : "";
        SignatureBundle bundle = new SignatureBundle(payload, signature, hint, signatory.certificates());
        if (!bundle.isSignedWith(signatory.publicKey())) {
            throw new SignerFailedException(
                    "what the signer of " + signatory
                            + " made is no signature by the key that it names: it has to be ECDSA in DER, with the private key that"
                            + " belongs to the public one",
                    null);
        }
        return bundle;
    }

    /** Returns how the signer is to be known. */
    public SigningMethod method() {
        return certificates.isEmpty() ? SigningMethod.KEY : SigningMethod.CERTIFICATE;
    }

    /** Returns the {@link Signatory#keyHint()} that the bundle names, which nobody has verified; empty if it names none. */
    public Optional<String> keyHint() {
        return keyHint.isEmpty() ? Optional.empty() : Optional.of(keyHint);
    }

    /** Returns the certificates in the bundle, the signer's first, which nobody has verified. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /**
     * Returns the distinguished name of the signer's certificate, as RFC 2253 writes it, which nobody has verified; empty for
     * a key.
     */
    public Optional<String> subject() {
        return certificates.stream()
                .findFirst()
                .map(own -> own.getSubjectX500Principal().getName());
    }

    /** Returns the statement, in JSON, which nobody has verified; a copy. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Names the key or certificate, whether it is the signer's or not, for the names of objects. */
    String signerMark() {
        byte[] named = certificates.isEmpty()
                ? (keyHint.isEmpty() ? signature : keyHint.getBytes(StandardCharsets.UTF_8))
                : BundleWriter.encoded(certificates.get(0));
        return HexFormat.of().formatHex(Checksum.newSha256().digest(named), 0, MARK);
    }

    /** Returns whether the key made this signature of this payload. */
    public boolean isSignedWith(PublicKey key) {
        SigningCurve curve = SigningCurve.of(key);
        if (!Der.isSignature(signature, curve.order())) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(curve.signatureAlgorithm());
            check.initVerify(key);
            check.update(preAuthenticated(payload));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Verifies who signed, and reads what was.
     *
     * @throws UntrustedSignatureException if the signer is not trusted
     * @throws InvalidSignatureException if the signature does not fit
     * @throws MalformedSignatureException if what was signed is no statement about files
     * @throws UnsupportedSignatureException if it is one of another kind or version
     */
    public SignedManifest verify(ModelVerifier verifier) {
        return readBy(verifier.verify(this));
    }

    /** What was signed, by somebody of whom a verifier said that he signed this. */
    SignedManifest readBy(Signatory signatory) {
        return new SignedManifest(signatory, StatementReader.read(payload));
    }

    /** Returns what {@code AudModel.signatures(ref).put(…)} stores beside a model: one for each key or certificate. */
    public ModelSignature toModelSignature() {
        return ModelSignature.of(signerMark(), toBytes());
    }

    /** Returns the bundle as JSON. */
    public byte[] toBytes() {
        return BundleWriter.write(payload, signature, keyHint, certificates);
    }

    /**
     * Writes the bundle to a file, in place of what is there.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.write(file, toBytes());
    }

    /** What is signed, as DSSE prescribes it: with the lengths of its parts, so that none can be taken for another. */
    private static byte[] preAuthenticated(byte[] payload) {
        String head = "DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + payload.length + " ";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + payload.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(payload, 0, all, start.length, payload.length);
        return all;
    }

    /** Returns how the signer is to be known, and by what. */
    @Override
    public String toString() {
        return "signature by " + subject().orElse("key " + keyHint);
    }
}
