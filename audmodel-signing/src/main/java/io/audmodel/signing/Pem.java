package io.audmodel.signing;

import io.audmodel.error.Reasons;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** PEM files, read as bytes so that no text of a private key is left in memory. */
final class Pem {

    private static final int MOST_BYTES = 1 << 20;
    private static final byte[] BEGIN = ascii("-----BEGIN ");
    private static final byte[] END = ascii("-----END ");
    private static final byte[] DASHES = ascii("-----");
    private static final int LINE = 64;

    private Pem() {}

    /** What stands between two lines of dashes. */
    record Block(String label, byte[] der) {

        void wipe() {
            Arrays.fill(der, (byte) 0);
        }
    }

    /**
     * The content of a file.
     *
     * @param what for messages, such as {@code the private key}
     */
    static byte[] read(Path file, String what) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnusableKeyException(file + " is larger than a file with " + what + " can be");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnusableKeyException(
                    "the file " + file + " with " + what + " cannot be read: " + Reasons.of(e), e);
        }
    }

    /** All blocks, in their order; text around them does not count. */
    static List<Block> blocks(byte[] pem, String what) {
        List<Block> blocks = new ArrayList<>();
        for (int begin = indexOf(pem, BEGIN, 0); begin >= 0; begin = indexOf(pem, BEGIN, begin)) {
            int labelEnd = indexOf(pem, DASHES, begin + BEGIN.length);
            int end = labelEnd < 0 ? -1 : indexOf(pem, END, labelEnd + DASHES.length);
            if (end < 0) {
                throw new UnusableKeyException(what + " ends within a block of PEM: the file is not whole");
            }
            String label =
                    new String(pem, begin + BEGIN.length, labelEnd - begin - BEGIN.length, StandardCharsets.ISO_8859_1);
            blocks.add(new Block(label, decoded(pem, labelEnd + DASHES.length, end, what)));
            begin = end;
        }
        return blocks;
    }

    private static byte[] decoded(byte[] pem, int from, int to, String what) {
        byte[] text = Arrays.copyOfRange(pem, from, to);
        int length = 0;
        for (byte character : text) {
            if (character > ' ') {
                text[length++] = character;
            }
        }
        byte[] base64 = Arrays.copyOf(text, length);
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The cause would quote a character of a key.
            throw new UnusableKeyException(
                    what + " is no PEM: what stands between its lines of dashes is no Base64; keys that"
                            + " OpenSSL encrypted in its old way are made readable by openssl pkcs8 -topk8");
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(base64, (byte) 0);
        }
    }

    static PublicKey publicKey(byte[] pem, String what) {
        Optional<Block> found = blocks(pem, what).stream()
                .filter(block -> block.label().equals("PUBLIC KEY"))
                .findFirst();
        if (found.isEmpty()) {
            throw new UnusableKeyException(
                    what + " has no block PUBLIC KEY" + hint(pem, "openssl pkey -in <private key> -pubout writes one"));
        }
        try {
            PublicKey key = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(found.get().der()));
            return SigningCurve.requireUsable(key);
        } catch (UnusableKeyException e) {
            throw new UnusableKeyException(what + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(what + " is no public key of the curves P-256, P-384 and P-521", e);
        }
    }

    static List<X509Certificate> certificates(byte[] pem, String what) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(pem, what)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(block.der())
                        .orElseThrow(() -> new UnusableKeyException(what + " has a certificate that cannot be read")));
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusableKeyException(
                    what + " has no block CERTIFICATE" + hint(pem, "name the file of a certificate in PEM"));
        }
        return certificates;
    }

    /**
     * What to do about a file without the block that is looked for.
     *
     * @param usual for a file that is PEM
     */
    static String hint(byte[] pem, String usual) {
        if (pem.length == 0) {
            return ", since it is empty: " + usual;
        }
        // Of a sequence, as all keys and certificates are.
        return pem[0] == Der.SEQUENCE
                ? ", since it is DER: make PEM of it (openssl pkey, with -pubin for a public key, or openssl x509:"
                        + " -inform DER -in <file> -out <new file>)"
                : ": " + usual;
    }

    /** A certificate whose encoding is exactly this; empty for anything else. */
    static Optional<X509Certificate> certificate(byte[] der) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return Arrays.equals(certificate.getEncoded(), der) ? Optional.of(certificate) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The text of a block, in lines of 64 characters. */
    static byte[] text(String label, byte[] der) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(ascii("-----BEGIN " + label + "-----\n"));
        text.writeBytes(Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(der));
        text.writeBytes(ascii("\n-----END " + label + "-----\n"));
        return text.toByteArray();
    }

    static String keyHint(PublicKey key) {
        return HexFormat.of().formatHex(Checksum.newSha256().digest(text("PUBLIC KEY", key.getEncoded())));
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int at = from; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
