package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the specification, and what releases of Python's model-signing have signed. */
class BundlesOfOthersTest {

    private static final Path OMS = Path.of("src/test/resources/oms");
    private static final Path VECTORS = OMS.resolve("specification");
    private static final Path KEYS = OMS.resolve("keys");

    private static TrustedKeys keys() {
        return TrustedKeys.ofPem(KEYS.resolve("signing-key-pub.pem"));
    }

    private static TrustedRoots roots() {
        return TrustedRoots.ofPem(KEYS.resolve("ca-cert.pem"))
                .withClock(Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC));
    }

    @Test
    void vectorWithKey_isVerified() throws Exception {
        SignedManifest signed =
                SignatureBundle.read(VECTORS.resolve("valid/key.bundle.json")).verify(keys());

        assertThat(signed.signedBy().keyHint())
                .isEqualTo("e8450dec4eb99dae995da9af1bc2cc9f76ed669ee2e744f57abba763df3e3f8e");
        assertThat(signed.manifest().name()).isEqualTo("model");
        assertThat(signed.manifest().scope().ignored()).contains("ignore-me", ".gitattributes");
        assertThat(signed.manifest().files()).extracting(SignedFile::name).containsExactly("signme-1", "signme-2");
    }

    @Test
    void vectorWithCertificate_isVerified() throws Exception {
        SignedManifest signed = SignatureBundle.read(VECTORS.resolve("valid/certificate.bundle.json"))
                .verify(roots());

        assertThat(signed.signedBy().subject()).contains("CN=intermediate-ca");
        assertThat(signed.signedBy().certificates()).hasSize(2);
        assertThat(signed.manifest().files()).hasSize(2);
    }

    @Test
    void vectorWithoutKey_isOfAKindThatIsNotVerifiedHere() throws Exception {
        assertThatThrownBy(() -> SignatureBundle.read(VECTORS.resolve("valid/sigstore.bundle.json")))
                .isInstanceOf(UnsupportedSignatureException.class)
                .hasMessageContaining("model_signing verify sigstore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "missing-envelope", "missing-tlog-entries", "missing-verification-material"})
    void invalidVector_isRefused(String name) throws Exception {
        assertThatThrownBy(() -> SignatureBundle.read(VECTORS.resolve("invalid/" + name + ".bundle.json")))
                .isInstanceOfAny(MalformedSignatureException.class, UnsupportedSignatureException.class);
    }

    @Test
    void vectorWithAnotherPredicate_isRefused_byItsSignatureAndByItsStatement() throws Exception {
        SignatureBundle bundle = SignatureBundle.read(VECTORS.resolve("invalid-payload/wrong-predicate.bundle.json"));

        assertThatThrownBy(() -> bundle.verify(keys())).isInstanceOf(InvalidSignatureException.class);
        assertThatThrownBy(() -> StatementReader.read(bundle.payload()))
                .isInstanceOf(UnsupportedSignatureException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = "v1.1.0-elliptic-key")
    void folderThatPythonSignedWithAKey_isVerified(String name) throws Exception {
        Path folder = OMS.resolve("reference").resolve(name);

        SignedManifest signed = FolderVerifier.of(keys()).verify(folder, folder.resolve("model.sig"));

        assertThat(signed.manifest().files()).extracting(SignedFile::name).containsExactly("signme-1", "signme-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.3.1-certificate", "v1.0.0-certificate", "v1.1.0-certificate"})
    void folderThatPythonSignedWithACertificate_isVerified(String name) throws Exception {
        Path folder = OMS.resolve("reference").resolve(name);

        SignedManifest signed = FolderVerifier.of(roots()).verify(folder, folder.resolve("model.sig"));

        assertThat(signed.signedBy().subject()).contains("CN=intermediate-ca");
    }

    /** Before 1.1.0 a statement did not say which files were left out. */
    @ParameterizedTest
    @ValueSource(strings = {"v1.0.1-elliptic-key", "v1.0.1-certificate"})
    void folderWithAFileThatWasLeftOut_isVerified_whereUnsignedFilesMayBeThere(String name) throws Exception {
        Path folder = OMS.resolve("reference").resolve(name);
        ModelVerifier verifier = name.endsWith("key") ? keys() : roots();

        FolderVerifier.of(verifier).allowingUnsignedFiles().verify(folder, folder.resolve("model.sig"));

        assertThatThrownBy(() -> FolderVerifier.of(verifier).verify(folder, folder.resolve("model.sig")))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.unsigned()).containsExactly("ignore-me"));
    }

    /** Before 1.1.0 bundles had the key in place of its hint, whatever key that was. */
    @ParameterizedTest
    @ValueSource(strings = {"v0.3.1-elliptic-key", "v1.0.0-elliptic-key"})
    void bundleWithTheKeyInIt_isVerifiedByTheTrustedKeyAlone(String name) throws Exception {
        SignatureBundle bundle =
                SignatureBundle.read(OMS.resolve("reference").resolve(name).resolve("model.sig"));

        assertThat(bundle.keyHint()).isEmpty();
        assertThat(keys().verify(bundle).keyHint()).startsWith("e8450dec");
        TrustedKeys another =
                TrustedKeys.of(List.of(TestAuthority.keys(SigningCurve.P_384).getPublic()));
        assertThatThrownBy(() -> another.verify(bundle)).isInstanceOf(InvalidSignatureException.class);
    }

    @Test
    void bundleOfTheFormatBefore1_isRefused() throws Exception {
        SignatureBundle bundle = SignatureBundle.read(OMS.resolve("reference/v0.2.0-certificate/model.sig"));

        assertThatThrownBy(() -> StatementReader.read(bundle.payload()))
                .isInstanceOf(UnsupportedSignatureException.class);
    }

    @Test
    void folderThatPythonSigned_isRefused_whereAFileIsChangedMissingOrAdded(@TempDir Path work) throws Exception {
        Path folder = OMS.resolve("reference/v1.1.0-elliptic-key");
        for (String name : new String[] {"signme-1", "signme-2", "ignore-me"}) {
            Files.copy(folder.resolve(name), work.resolve(name));
        }
        Path signature = folder.resolve("model.sig");
        FolderVerifier verifier = FolderVerifier.of(keys());
        verifier.verify(work, signature);

        Files.writeString(work.resolve("ignore-me"), "anything");
        Files.createDirectories(work.resolve(".git"));
        Files.writeString(work.resolve(".git/config"), "anything");
        verifier.verify(work, signature);
        Files.writeString(work.resolve(".hidden"), "");
        assertThatThrownBy(() -> verifier.verify(work, signature))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.unsigned()).containsExactly(".hidden"));
        verifier.allowingUnsignedFiles().verify(work, signature);
        Files.delete(work.resolve(".hidden"));
        Files.writeString(work.resolve("signme-1"), "changed");
        assertThatThrownBy(() -> verifier.verify(work, signature))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.changed()).containsExactly("signme-1"));
        Files.delete(work.resolve("signme-2"));
        assertThatThrownBy(() -> verifier.allowingUnsignedFiles().verify(work, signature))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.missing()).containsExactly("signme-2"));
    }
}
