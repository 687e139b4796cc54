package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivateKeySignerTest {

    private static final byte[] STATEMENT = StatementWriter.write(new Manifest(
            "model", SigningScope.files(), List.of(new SignedFile("a", -1, List.of("84d89877".repeat(8))))));
    private static final Path KEYS = Path.of("src/test/resources/oms/keys");

    /** As OpenSSL writes it: with the number in its full length, the curve and the public key. */
    private static byte[] sec1(KeyPair keys) {
        byte[] spki = keys.getPublic().getEncoded();
        Der outer = new Der(new Der(spki).next(Der.SEQUENCE).orElseThrow());
        byte[] algorithm = outer.next(Der.SEQUENCE).orElseThrow();
        byte[] bits = outer.next(Der.BIT_STRING).orElseThrow();
        byte[] curve = Arrays.copyOfRange(algorithm, 9, algorithm.length);
        int length = (bits.length - 2) / 2;
        byte[] number = ((ECPrivateKey) keys.getPrivate()).getS().toByteArray();
        byte[] full = new byte[length];
        int from = Math.max(0, number.length - length);
        System.arraycopy(number, from, full, length - number.length + from, number.length - from);
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.INTEGER, BigInteger.ONE.toByteArray()),
                Der.element(Der.OCTET_STRING, full),
                Der.element(0xA0, curve),
                Der.element(0xA1, Der.element(Der.BIT_STRING, bits)));
    }

    static byte[] pkcs8(KeyPair keys) {
        byte[] spki = keys.getPublic().getEncoded();
        byte[] algorithm = new Der(new Der(spki).next(Der.SEQUENCE).orElseThrow())
                .next(Der.SEQUENCE)
                .orElseThrow();
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.INTEGER, new byte[1]),
                Der.element(Der.SEQUENCE, algorithm),
                Der.element(Der.OCTET_STRING, sec1(keys)));
    }

    private static byte[] encrypted(byte[] pkcs8, String password) throws Exception {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, key, new PBEParameterSpec(new byte[16], 2048));
        byte[] algorithmOfPbes2 = Der.element(
                Der.SEQUENCE,
                HexFormat.of().parseHex("06092a864886f70d01050d"),
                cipher.getParameters().getEncoded());
        return Der.element(Der.SEQUENCE, algorithmOfPbes2, Der.element(Der.OCTET_STRING, cipher.doFinal(pkcs8)));
    }

    private static void signs(byte[] pem, char[] password, KeyPair keys) {
        SignatureBundle bundle = SignatureBundle.signed(STATEMENT, PrivateKeySigner.ofPem(pem, password));

        assertThat(TrustedKeys.of(List.of(keys.getPublic())).verify(bundle).publicKey())
                .isEqualTo(keys.getPublic());
    }

    @ParameterizedTest
    @EnumSource(SigningCurve.class)
    void keysOfAllForms_sign(SigningCurve curve) throws Exception {
        KeyPair keys = TestAuthority.keys(curve);
        char[] password = "päss".toCharArray();

        signs(Pem.text("PRIVATE KEY", pkcs8(keys)), null, keys);
        signs(Pem.text("EC PRIVATE KEY", sec1(keys)), null, keys);
        signs(Pem.text("ENCRYPTED PRIVATE KEY", encrypted(pkcs8(keys), "secret")), "secret".toCharArray(), keys);
        // A password for a key without one is not asked for.
        signs(Pem.text("PRIVATE KEY", pkcs8(keys)), password, keys);
        ByteArrayOutputStream withMore = new ByteArrayOutputStream();
        withMore.writeBytes("Bag Attributes\r\n".getBytes(StandardCharsets.US_ASCII));
        withMore.writeBytes(Pem.text("EC PARAMETERS", new byte[] {6, 0}));
        withMore.writeBytes(new String(Pem.text("EC PRIVATE KEY", sec1(keys)), StandardCharsets.US_ASCII)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        signs(withMore.toByteArray(), null, keys);
    }

    @Test
    void keyOfTheReferenceTests_signs_byKeyAndByCertificate() {
        PrivateKeySigner signer = PrivateKeySigner.ofPem(KEYS.resolve("signing-key.pem"));

        assertThat(signer.signatory().keyHint()).startsWith("e8450dec4eb99dae");
        PrivateKeySigner known =
                signer.withCertificates(KEYS.resolve("signing-key-cert.pem"), KEYS.resolve("int-ca-cert.pem"));
        assertThat(known.signatory().certificates()).hasSize(2);
        assertThat(TrustedRoots.ofPem(KEYS.resolve("ca-cert.pem"))
                        .withClock(Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC))
                        .verify(SignatureBundle.signed(STATEMENT, known))
                        .method())
                .isEqualTo(SigningMethod.CERTIFICATE);
    }

    @Test
    void keyThatCannotBeUsed_isRefused_andNotQuoted(@TempDir Path work) throws Exception {
        KeyPair keys = TestAuthority.keys(SigningCurve.P_256);
        byte[] sealed = Pem.text("ENCRYPTED PRIVATE KEY", encrypted(pkcs8(keys), "secret"));
        byte[] damaged = Pem.text("PRIVATE KEY", Arrays.copyOf(pkcs8(keys), 60));
        byte[] bare = Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded());
        byte[] rsa = Pem.text(
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("RSA")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        String noBase64 = "-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n-----END PRIVATE KEY-----\n";
        String cut = new String(sealed, StandardCharsets.US_ASCII).substring(0, 200);

        unusable(sealed, null, "give its password");
        unusable(sealed, "wrong", "the password is wrong");
        unusable(damaged, null, "");
        unusable(bare, null, "openssl ec");
        unusable(rsa, null, "no EC key");
        unusable(noBase64.getBytes(StandardCharsets.US_ASCII), null, "openssl pkcs8 -topk8");
        unusable(cut.getBytes(StandardCharsets.US_ASCII), null, "not whole");
        unusable(Pem.text("PUBLIC KEY", keys.getPublic().getEncoded()), null, "no block PRIVATE KEY");
        unusable(new byte[0], null, "no block PRIVATE KEY, EC PRIVATE KEY or ENCRYPTED PRIVATE KEY, since it is empty");
        unusable(keys.getPrivate().getEncoded(), null, "since it is DER: make PEM of it");
        Path file = Files.write(work.resolve("key.pem"), sealed);
        assertThatThrownBy(() -> PrivateKeySigner.ofPem(file))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage(file + ": the private key is encrypted: give its password");
        assertThatThrownBy(() -> PrivateKeySigner.ofPem(work.resolve("none"))).isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> PrivateKeySigner.ofPem(Files.write(work.resolve("large"), new byte[1_100_000])))
                .isInstanceOf(UnusableKeyException.class);
    }

    private static void unusable(byte[] pem, String password, String why) {
        assertThatThrownBy(() -> PrivateKeySigner.ofPem(pem, password == null ? null : password.toCharArray()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(why)
                .hasNoCause();
    }

    @Test
    void textsOfASigner_sayNothingOfItsKey() {
        KeyPair keys = TestAuthority.keys(SigningCurve.P_256);
        PrivateKeyFile file = PrivateKeyFile.of(Pem.text("PRIVATE KEY", pkcs8(keys)), null);
        String secret = ((ECPrivateKey) keys.getPrivate()).getS().toString(16);

        assertThat(file.toString() + PrivateKeySigner.of(file.key(), file.publicKey()))
                .doesNotContain(secret.substring(0, 20))
                .doesNotContain(Base64.getEncoder().encodeToString(pkcs8(keys)).substring(0, 40));
    }

    @Test
    void hint_isTheDigestOfThePem() throws Exception {
        byte[] pem = Files.readAllBytes(KEYS.resolve("signing-key-pub.pem"));

        assertThat(TrustedKeys.ofPem(KEYS.resolve("signing-key-pub.pem")))
                .hasToString("TrustedKeys[the key e8450dec4eb99dae995da9af1bc2cc9f76ed669ee2e744f57abba763df3e3f8e]");
        assertThat(Pem.keyHint(Pem.publicKey(pem, "key"))).hasSize(64);
    }
}
