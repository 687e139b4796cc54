package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.signing.TestAuthority.Says;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures by certificates, good ones, and those that nobody should trust. */
class CertificateAttackTest {

    private static final byte[] STATEMENT = StatementWriter.write(new Manifest(
            "model", SigningScope.files(), List.of(new SignedFile("a", -1, List.of("84d89877".repeat(8))))));

    private final TestAuthority root = TestAuthority.root("CN=root");
    private final TestAuthority between = root.issue("CN=between", Says.authority());
    private final TestAuthority own = between.issue("CN=Jane Doe,O=Example", Says.signer());

    private static TrustedRoots trust(X509Certificate... certificates) {
        return TrustedRoots.of(List.of(certificates)).withClock(Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC));
    }

    private static SignatureBundle signed(TestAuthority by, X509Certificate... above) {
        return SignatureBundle.of(
                SignatureBundle.signed(STATEMENT, by.signer(above)).toBytes());
    }

    private void untrusted(TestAuthority by, String why, X509Certificate... above) {
        SignatureBundle bundle = signed(by, above);
        assertThatThrownBy(() -> trust(root.certificate()).verify(bundle))
                .isInstanceOf(UntrustedSignatureException.class)
                .hasMessageContaining(why);
    }

    @Test
    void certificateWithAPathToATrustedRoot_isTrusted() {
        for (SignatureBundle bundle :
                List.of(signed(own, between.certificate()), signed(own, between.certificate(), root.certificate()))) {
            assertThat(trust(root.certificate()).verify(bundle).subject()).contains("CN=Jane Doe,O=Example");
        }
        // What is trusted can be a part of the path as well, as in OpenSSL's stores.
        assertThat(trust(root.certificate(), between.certificate())
                        .verify(signed(own))
                        .keyHint())
                .isEqualTo(own.signer().signatory().keyHint());
    }

    @Test
    void namesAreTrusted_andNoOtherOfTheSameAuthority() {
        SignatureBundle bundle = signed(own, between.certificate());

        trust(root.certificate())
                .onlyFor("CN=Somebody", "cn=jane doe, O=Example")
                .verify(bundle);
        assertThatThrownBy(
                        () -> trust(root.certificate()).onlyFor("CN=Jane Doe").verify(bundle))
                .isInstanceOf(UntrustedSignatureException.class)
                .hasMessageContaining("CN=Jane Doe,O=Example");
        assertThatThrownBy(() -> trust(root.certificate()).onlyFor("Jane")).isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> trust(root.certificate()).onlyFor()).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void truncatedChain_isRefused() {
        untrusted(own, "no valid path to a trusted root");
    }

    @Test
    void foreignRoot_isRefused_alsoOneOfTheSameName() {
        TestAuthority foreign = TestAuthority.root("CN=root");
        TestAuthority theirs = foreign.issue("CN=Jane Doe,O=Example", Says.signer());
        untrusted(theirs, "no valid path");
        untrusted(theirs, "no valid path", foreign.certificate());
        untrusted(theirs, "no valid path", root.certificate());
        untrusted(TestAuthority.root("CN=Jane Doe,O=Example"), "no valid path");
    }

    @Test
    void expiredCertificate_andOneThatIsNotValidYet_areRefused() {
        Duration day = Duration.ofDays(1);
        Says past = Says.signer().during(TestAuthority.NOW.minus(day.multipliedBy(2)), TestAuthority.NOW.minus(day));
        Says future = Says.signer().during(TestAuthority.NOW.plus(day), TestAuthority.NOW.plus(day.multipliedBy(2)));
        untrusted(between.issue("CN=a", past), "no valid path", between.certificate());
        untrusted(between.issue("CN=a", future), "no valid path", between.certificate());
        TestAuthority gone = root.issue("CN=gone", past.asAuthority(true).withUsage(5, false));
        untrusted(gone.issue("CN=a", Says.signer()), "no valid path", gone.certificate());
    }

    @Test
    void certificateThatIsNotForSigning_isRefused() {
        untrusted(
                between.issue("CN=a", Says.signer().withUsage(TestAuthority.KEY_AGREEMENT, false)),
                "not for signing",
                between.certificate());
        untrusted(between.issue("CN=a", Says.signer().withUsage(-1, false)), "not for signing", between.certificate());
        for (Says says : List.of(
                Says.signer().withUsage(TestAuthority.KEY_AGREEMENT, true),
                Says.signer().withUsage(-1, true))) {
            trust(root.certificate()).verify(signed(between.issue("CN=a", says), between.certificate()));
        }
    }

    @Test
    void certificateBySomebodyWhoIsNoAuthority_isRefused() {
        TestAuthority signer = between.issue("CN=signer", Says.signer());
        untrusted(signer.issue("CN=a", Says.signer()), "no valid path", signer.certificate(), between.certificate());
        TestAuthority flagless = root.issue("CN=flagless", Says.authority().asAuthority(false));
        untrusted(flagless.issue("CN=a", Says.signer()), "no valid path", flagless.certificate());
        TestAuthority useless = root.issue("CN=useless", Says.authority().withUsage(0, false));
        untrusted(useless.issue("CN=a", Says.signer()), "no valid path", useless.certificate());
    }

    @Test
    void certificateOfAnotherKey_isRefused() {
        TestAuthority other = between.issue("CN=other", Says.signer());
        byte[] swapped = BundleWriter.write(
                STATEMENT,
                bytes(signed(own, between.certificate())),
                "",
                List.of(other.certificate(), between.certificate()));

        assertThatThrownBy(() -> trust(root.certificate()).verify(SignatureBundle.of(swapped)))
                .isInstanceOf(InvalidSignatureException.class);
        assertThatThrownBy(() -> PrivateKeySigner.of(
                                own.keys().getPrivate(), own.keys().getPublic())
                        .withCertificates(List.of(other.certificate())))
                .isInstanceOf(UnusableKeyException.class);
    }

    private static byte[] bytes(SignatureBundle bundle) {
        String json = new String(bundle.toBytes(), StandardCharsets.UTF_8);
        int from = json.indexOf("\"sig\":\"") + 7;
        return Base64.getDecoder().decode(json.substring(from, json.indexOf('"', from)));
    }

    @Test
    void certificateWithAKeyOfAnotherKind_isRefused() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        TestAuthority other = between.issue("CN=rsa", rsa, Says.signer());
        byte[] json =
                BundleWriter.write(STATEMENT, new byte[] {1}, "", List.of(other.certificate(), between.certificate()));

        assertThatThrownBy(() -> trust(root.certificate()).verify(SignatureBundle.of(json)))
                .isInstanceOf(UntrustedSignatureException.class)
                .hasMessageContaining("RSA");
    }

    @Test
    void manyCertificates_areRefusedBeforeAnythingIsTried() {
        List<X509Certificate> many = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            many.add(between.certificate());
        }
        byte[] json = BundleWriter.write(STATEMENT, new byte[] {1}, "", many);

        assertThatThrownBy(() -> SignatureBundle.of(json)).isInstanceOf(MalformedSignatureException.class);
    }

    @Test
    void keysDoNotStandForCertificates_norCertificatesForKeys() {
        SignatureBundle byCertificate = signed(own, between.certificate());
        SignatureBundle byKey = SignatureBundle.signed(
                STATEMENT,
                PrivateKeySigner.of(own.keys().getPrivate(), own.keys().getPublic()));

        assertThatThrownBy(() -> TrustedKeys.of(List.of(own.keys().getPublic())).verify(byCertificate))
                .isInstanceOf(UntrustedSignatureException.class);
        assertThatThrownBy(() -> trust(root.certificate()).verify(byKey))
                .isInstanceOf(UntrustedSignatureException.class);
    }

    @Test
    void trustNeedsARoot_andFilesWithOne(@TempDir Path work) throws Exception {
        Path pem = Files.write(
                work.resolve("chain.pem"),
                Pem.text("CERTIFICATE", between.certificate().getEncoded()));
        assertThatThrownBy(() -> TrustedRoots.ofPem(pem))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("root");
        assertThatThrownBy(() -> TrustedRoots.ofPem(work.resolve("none"))).isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> TrustedKeys.ofPem(pem)).isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> TrustedKeys.of(List.of())).isInstanceOf(UnusableKeyException.class);
        Files.write(pem, Pem.text("CERTIFICATE", root.certificate().getEncoded()), StandardOpenOption.APPEND);

        TrustedRoots trust = TrustedRoots.ofPem(pem);
        String own = "CN=root (SHA-256 ";
        assertThat(trust.trusted())
                .startsWith("anybody by a certificate of " + own)
                .contains(", over CN=between (SHA-256 ");
        assertThat(trust.onlyFor("CN=b", "CN=a").trusted()).startsWith("CN=a or CN=b by a certificate of " + own);
        assertThat(trust.withClock(Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC))
                        .trusted())
                .isNotEqualTo(trust.trusted());
        // Another authority of the same name is another one.
        assertThat(TrustedRoots.of(List.of(TestAuthority.root("CN=root").certificate()))
                        .trusted())
                .isNotEqualTo(TrustedRoots.of(List.of(root.certificate())).trusted());
    }
}
