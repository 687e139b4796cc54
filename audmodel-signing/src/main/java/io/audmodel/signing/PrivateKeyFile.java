package io.audmodel.signing;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key as OpenSSL and Python write it: PKCS#8, with a password or without, and SEC 1. The public key is taken from
 * within, where all of them have it, and not computed, as the JDK cannot. Buffers are wiped; the key that the JDK makes of
 * them cannot be.
 */
record PrivateKeyFile(PrivateKey key, PublicKey publicKey) {

    static final String WHAT = "the private key";
    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
    private static final byte[] VERSION_1 = {1};

    /** The object identifier of keys on curves, 1.2.840.10045.2.1. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final int PARAMETERS = 0xA0;
    private static final int PUBLIC = 0xA1;

    /** @throws UnusableKeyException if there is no such key, or the password does not open it */
    static PrivateKeyFile of(byte[] pem, char @Nullable [] password) {
        List<Pem.Block> blocks = Pem.blocks(pem, WHAT);
        try {
            for (Pem.Block block : blocks) {
                switch (block.label()) {
                    case "PRIVATE KEY" -> {
                        return ofPkcs8(block.der());
                    }
                    case "EC PRIVATE KEY" -> {
                        return ofSec1(block.der());
                    }
                    case "ENCRYPTED PRIVATE KEY" -> {
                        return ofEncrypted(block.der(), password);
                    }
                    default -> {
                        // Parameters and certificates may stand beside a key.
                    }
                }
            }
        } finally {
            blocks.forEach(Pem.Block::wipe);
        }
        throw new UnusableKeyException(WHAT + " has no block PRIVATE KEY, EC PRIVATE KEY or ENCRYPTED PRIVATE KEY"
                + Pem.hint(pem, "name the file of a private key in PEM"));
    }

    private static PrivateKeyFile ofEncrypted(byte[] der, char @Nullable [] password) {
        if (password == null) {
            throw new UnusableKeyException(WHAT + " is encrypted: give its password");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        byte[] pkcs8 = null;
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
            AlgorithmParameters parameters = encrypted.getAlgParameters();
            // The parameters of PBES2 say which digest and cipher it is in the name that the JDK has for both together.
            String algorithm = parameters == null ? encrypted.getAlgName() : parameters.toString();
            SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(secret);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            pkcs8 = cipher.doFinal(encrypted.getEncryptedData());
            return ofPkcs8(pkcs8);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableKeyException(WHAT
                    + " cannot be decrypted: the password is wrong, or it is encrypted in another way than by PBES2 with AES,"
                    + " which openssl pkcs8 -topk8 -v2 aes-256-cbc writes");
        } finally {
            secret.clearPassword();
            if (pkcs8 != null) {
                Arrays.fill(pkcs8, (byte) 0);
            }
        }
    }

    private static PrivateKeyFile ofPkcs8(byte[] der) {
        Optional<byte[]> content = new Der(der).next(Der.SEQUENCE);
        Der inner = new Der(content.orElse(new byte[0]));
        Optional<byte[]> version = inner.next(Der.INTEGER);
        Optional<byte[]> algorithm = inner.next(Der.SEQUENCE);
        Optional<byte[]> sec1 = inner.next(Der.OCTET_STRING);
        if (version.isEmpty() || algorithm.isEmpty() || sec1.isEmpty()) {
            throw new UnusableKeyException(WHAT + " is not what its block of PEM says: no PKCS#8");
        }
        if (!startsWith(algorithm.get(), EC)) {
            throw new UnusableKeyException(
                    WHAT + " is no EC key: signatures of models are made with keys on curves (openssl ecparam"
                            + " -genkey -name prime256v1)");
        }
        byte[] curve = Arrays.copyOfRange(algorithm.get(), EC.length, algorithm.get().length);
        try {
            return made(der, publicKey(sec1.get(), curve));
        } finally {
            wipe(content);
            wipe(sec1);
        }
    }

    private static PrivateKeyFile ofSec1(byte[] der) {
        byte[] curve = field(der, PARAMETERS)
                .orElseThrow(() -> new UnusableKeyException(
                        WHAT + " does not say its curve: openssl pkcs8 -topk8 makes one" + " that does"));
        byte[] pkcs8 = Der.element(
                Der.SEQUENCE, VERSION_0, Der.element(Der.SEQUENCE, EC, curve), Der.element(Der.OCTET_STRING, der));
        try {
            return made(pkcs8, publicKey(der, curve));
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static byte[] publicKey(byte[] sec1, byte[] curve) {
        byte[] bits = field(sec1, PUBLIC)
                .orElseThrow(() -> new UnusableKeyException(WHAT
                        + " has no public key with it: openssl ec -in <file> -out <new file> writes one that has"));
        return Der.element(Der.SEQUENCE, Der.element(Der.SEQUENCE, EC, curve), bits);
    }

    private static Optional<byte[]> field(byte[] sec1, int tag) {
        Optional<byte[]> content = new Der(sec1).next(Der.SEQUENCE);
        Der inner = new Der(content.orElse(new byte[0]));
        Optional<byte[]> version = inner.next(Der.INTEGER);
        Optional<byte[]> number = inner.next(Der.OCTET_STRING);
        if (version.isEmpty() || number.isEmpty() || !Arrays.equals(version.get(), VERSION_1)) {
            throw new UnusableKeyException(WHAT + " is not what its block of PEM says: no key of SEC 1");
        }
        Optional<byte[]> parameters = inner.next(PARAMETERS);
        Optional<byte[]> found = tag == PARAMETERS ? parameters : inner.next(tag);
        wipe(number);
        wipe(content);
        return found;
    }

    private static PrivateKeyFile made(byte[] pkcs8, byte[] spki) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(spki));
            SigningCurve.of(key);
            return new PrivateKeyFile(key, publicKey);
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(WHAT + " is of none of the curves P-256, P-384 and P-521, or damaged");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] first) {
        return bytes.length > first.length && Arrays.equals(bytes, 0, first.length, first, 0, first.length);
    }

    private static void wipe(Optional<byte[]> bytes) {
        bytes.ifPresent(some -> Arrays.fill(some, (byte) 0));
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "a private key";
    }
}
