package io.audmodel.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/** Private keys in PKCS#8, written as OpenSSL does: with the public key, which the JDK leaves out. Buffers are wiped. */
final class KeyEncoding {

    private static final String ENCRYPTION = "PBEWithHmacSHA256AndAES_256";

    /** The object identifier of PBES2, 1.2.840.113549.1.5.13. */
    private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

    /** What OWASP recommends for PBKDF2 with HMAC-SHA-256: a guess takes a quarter of a second. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT = 16;
    private static final int BLOCK = 16;
    private static final byte[] VERSION_0 = {0};
    private static final byte[] VERSION_1 = {1};
    private static final int PUBLIC = 0xA1;

    private KeyEncoding() {}

    static byte[] pkcs8(KeyPair keys) {
        Der spki = new Der(next(new Der(keys.getPublic().getEncoded()), Der.SEQUENCE));
        byte[] algorithm = next(spki, Der.SEQUENCE);
        byte[] bits = next(spki, Der.BIT_STRING);
        byte[] encoded = keys.getPrivate().getEncoded();
        byte[] number = number(encoded);
        byte[] sec1 = Der.element(
                Der.SEQUENCE,
                Der.element(Der.INTEGER, VERSION_1),
                Der.element(Der.OCTET_STRING, number),
                Der.element(PUBLIC, Der.element(Der.BIT_STRING, bits)));
        try {
            return Der.element(
                    Der.SEQUENCE,
                    Der.element(Der.INTEGER, VERSION_0),
                    Der.element(Der.SEQUENCE, algorithm),
                    Der.element(Der.OCTET_STRING, sec1));
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(number, (byte) 0);
            Arrays.fill(sec1, (byte) 0);
        }
    }

    /** The private number, in its full length, from the JDK's own encoding. */
    private static byte[] number(byte[] encoded) {
        byte[] content = next(new Der(encoded), Der.SEQUENCE);
        Der inner = new Der(content);
        next(inner, Der.INTEGER);
        next(inner, Der.SEQUENCE);
        byte[] octets = next(inner, Der.OCTET_STRING);
        byte[] fields = next(new Der(octets), Der.SEQUENCE);
        Der sec1 = new Der(fields);
        next(sec1, Der.INTEGER);
        byte[] number = next(sec1, Der.OCTET_STRING);
        Arrays.fill(content, (byte) 0);
        Arrays.fill(octets, (byte) 0);
        Arrays.fill(fields, (byte) 0);
        return number;
    }

    /** @throws UnusableKeyException if the password is empty, or other programs could take it for another */
    static byte[] encrypted(byte[] pkcs8, char[] password) {
        requireUsual(password);
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT];
        byte[] vector = new byte[BLOCK];
        random.nextBytes(salt);
        random.nextBytes(vector);
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            Cipher cipher = Cipher.getInstance(ENCRYPTION);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(secret),
                    new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(vector)));
            byte[] algorithm =
                    Der.element(Der.SEQUENCE, PBES2, cipher.getParameters().getEncoded());
            return Der.element(Der.SEQUENCE, algorithm, Der.element(Der.OCTET_STRING, cipher.doFinal(pkcs8)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has " + ENCRYPTION, e);
        } finally {
            secret.clearPassword();
        }
    }

    private static void requireUsual(char[] password) {
        if (password.length == 0) {
            throw new UnusableKeyException("the password is empty: give one, or none at all");
        }
        for (char character : password) {
            if (character < ' ' || character > '~') {
                throw new UnusableKeyException("the password has a character that is no printable one of ASCII, which"
                        + " programs encode in several ways: choose another password");
            }
        }
    }

    private static byte[] next(Der der, int tag) {
        Optional<byte[]> content = der.next(tag);
        return content.orElseThrow(
                () -> new IllegalStateException("the JDK encodes keys on curves by PKCS#8 and X.509"));
    }
}
