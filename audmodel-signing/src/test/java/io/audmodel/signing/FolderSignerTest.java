package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FolderSignerTest {

    private final KeyPair keys = TestAuthority.keys(SigningCurve.P_256);
    private final FolderSigner signer = FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));
    private final FolderVerifier verifier = FolderVerifier.of(TrustedKeys.of(List.of(keys.getPublic())));

    @TempDir
    private Path work;

    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectory(work.resolve("model"));
        write("weights.bin", "0123456789");
        write("sub/labels.yaml", "a: 1");
        write("sub/.hidden", "");
        write(".gitignore", "*");
        write("sub/.git/config", "x");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void folder_isSignedWithAllFilesButThoseOfGitAtTheTop() {
        Manifest manifest = verifier.verify(folder, signer.sign(folder)).manifest();

        assertThat(manifest.name()).isEqualTo("model");
        assertThat(manifest.files())
                .extracting(SignedFile::name)
                .containsExactly("sub/.git/config", "sub/.hidden", "sub/labels.yaml", "weights.bin");
        assertThat(manifest.file("weights.bin").orElseThrow().digests())
                .containsExactly("84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
        assertThat(manifest.scope().ignored()).containsExactly(".git", ".gitattributes", ".github", ".gitignore");
    }

    @Test
    void shards_areHashedByOneAndBySeveralThreads_andFilesWithoutBytesHaveNone() {
        FolderSigner shards = signer.withScope(SigningScope.shards(4));

        Manifest manifest =
                verifier.verify(folder, shards.withThreads(1).sign(folder)).manifest();

        assertThat(manifest.files())
                .extracting(SignedFile::name)
                .containsExactly("sub/.git/config", "sub/labels.yaml", "weights.bin");
        assertThat(manifest.resources())
                .extracting(Manifest.Resource::name)
                .endsWith("weights.bin:0:4", "weights.bin:4:8", "weights.bin:8:10");
        assertThat(verifier.withThreads(1)
                        .verify(folder, shards.withThreads(7).sign(folder))
                        .manifest()
                        .files())
                .isEqualTo(manifest.files());
    }

    @Test
    void partsOfAFile_standInTheOrderOfTheirNames_asTheSpecificationWantsIt() throws Exception {
        write("weights.bin", "x".repeat(120));

        List<Manifest.Resource> resources = verifier.verify(
                        folder, signer.withScope(SigningScope.shards(10)).sign(folder))
                .manifest()
                .resources();

        assertThat(resources)
                .extracting(Manifest.Resource::name)
                .isSorted()
                .contains("weights.bin:100:110", "weights.bin:20:30");
    }

    @Test
    void signatureInTheFolder_isNoFileOfIt() throws Exception {
        Path signature = folder.resolve("sub/model.sig");

        signer.sign(folder, signature);
        signer.sign(folder, signature);

        assertThat(verifier.verify(folder, signature).manifest().scope().ignored())
                .endsWith("sub/model.sig");
        Path elsewhere = work.resolve("model.sig");
        Files.move(signature, elsewhere);
        verifier.verify(folder, elsewhere);
    }

    @Test
    void changedFile_ofTheSameLength_isFound_inFilesAndInShards() throws Exception {
        for (SigningScope scope : List.of(SigningScope.files(), SigningScope.shards(3), SigningScope.shards())) {
            write("weights.bin", "0123456789");
            SignatureBundle bundle = signer.withScope(scope).sign(folder);
            write("weights.bin", "0123456780");

            assertThatThrownBy(() -> verifier.verify(folder, bundle))
                    .isInstanceOfSatisfying(
                            ChangedFilesException.class,
                            e -> assertThat(e.changed()).containsExactly("weights.bin"))
                    .hasMessageContaining("'weights.bin'");
        }
    }

    @Test
    void longerAndShorterFiles_areFound_inShards() throws Exception {
        SignatureBundle bundle = signer.withScope(SigningScope.shards(5)).sign(folder);
        for (String other : List.of("01234567890", "01234", "", "0123456789012345")) {
            write("weights.bin", other);

            assertThatThrownBy(() -> verifier.verify(folder, bundle)).isInstanceOf(ChangedFilesException.class);
        }
    }

    @Test
    void links_areRefused_orCountAsFiles() throws Exception {
        Path outside = Files.writeString(work.resolve("outside"), "content");
        Files.createSymbolicLink(folder.resolve("link"), outside);

        assertThatThrownBy(() -> signer.sign(folder))
                .isInstanceOf(UnsignableFolderException.class)
                .hasMessageContaining("is a link");
        SignatureBundle bundle =
                signer.withScope(SigningScope.files().withLinks()).sign(folder);
        verifier.verify(folder, bundle);
        Files.writeString(outside, "changed");
        assertThatThrownBy(() -> verifier.verify(folder, bundle)).isInstanceOf(ChangedFilesException.class);
        Files.createSymbolicLink(folder.resolve("folder"), work);
        assertThatThrownBy(() -> verifier.verify(folder, bundle))
                .isInstanceOf(UnsignableFolderException.class)
                .hasMessageContaining("a link to a folder");
    }

    @Test
    void linkInPlaceOfASignedFile_isRefused_alsoWhereUnsignedFilesMayBeThere() throws Exception {
        SignatureBundle bundle = signer.sign(folder);
        Path outside = Files.writeString(work.resolve("outside"), "0123456789");
        Files.delete(folder.resolve("weights.bin"));
        Files.createSymbolicLink(folder.resolve("weights.bin"), outside);

        assertThatThrownBy(() -> verifier.verify(folder, bundle)).isInstanceOf(UnsignableFolderException.class);
        assertThatThrownBy(() -> verifier.allowingUnsignedFiles().verify(folder, bundle))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.missing()).containsExactly("weights.bin"));
    }

    @Test
    void ignoredPaths_areNotLookedAt_andAreExact() throws Exception {
        SignatureBundle bundle = signer.withScope(SigningScope.files().ignoring(List.of("sub/.git", "weights.bin")))
                .sign(folder);
        write("weights.bin", "changed");
        write("sub/.git/more", "x");

        assertThat(verifier.verify(folder, bundle).manifest().files()).hasSize(2);
        write("sub/.git2", "x");
        assertThatThrownBy(() -> verifier.verify(folder, bundle)).isInstanceOf(ChangedFilesException.class);
        for (String path : List.of("", "/x", "a/../b", "..", ".", "./a", "a//b", "a/", "*.bin", "a?", "[a]", "a\0")) {
            assertThatThrownBy(() -> SigningScope.files().ignoring(List.of(path)))
                    .as(path)
                    .isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void folderWithoutFiles_andWhatIsNoFolder_isRefused() throws Exception {
        Path empty = Files.createDirectory(work.resolve("empty"));

        for (Path none : List.of(empty, work.resolve("none"), Path.of("/dev/null"))) {
            assertThatThrownBy(() -> signer.sign(none)).isInstanceOf(UnsignableFolderException.class);
        }
        assertThatThrownBy(() -> signer.withThreads(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> SigningScope.shards(0)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void whatIsNoSignature_isNamed_withoutWordsOfTheParser() throws Exception {
        Path pem = Files.writeString(work.resolve("key.pub"), "-----BEGIN PUBLIC KEY-----");

        assertThatThrownBy(() -> verifier.verify(folder, folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a folder: name the file with the signature");
        assertThatThrownBy(() -> verifier.verify(folder, pem))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining("is no JSON that can be read")
                .hasMessageNotContaining("StreamReadFeature");
    }

    @Test
    void statementThatNobodyWouldRead_isNotSigned() {
        FolderSigner.requireReadable(folder, 45_000_000);

        assertThatThrownBy(() -> FolderSigner.requireReadable(folder, 50_000_000))
                .isInstanceOf(UnsignableFolderException.class)
                .hasMessageContaining("larger shards");
    }

    @Test
    void names_standInTheOrderOfCodePoints() throws Exception {
        for (String name : List.of("\uE000", "\uD83D\uDE00", "a-b", "a/b", "a", "Z", "é")) {
            write("n/" + name + ".x", "1");
        }

        assertThat(verifier.verify(folder, signer.sign(folder)).manifest().resources())
                .extracting(Manifest.Resource::name)
                .filteredOn(name -> name.startsWith("n/"))
                .containsExactly("n/Z.x", "n/a-b.x", "n/a.x", "n/a/b.x", "n/é.x", "n/\uE000.x", "n/\uD83D\uDE00.x");
    }

    @Test
    void interruptedThread_isCancelled() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> signer.sign(folder)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SigningCurve.class)
    void signer_getsWhatItsKeyWants(SigningCurve curve) {
        KeyPair pair = TestAuthority.keys(curve);
        PrivateKeySigner within = PrivateKeySigner.of(pair.getPrivate(), pair.getPublic());
        ModelSigner service = new ModelSigner() {
            @Override
            public Signatory signatory() {
                return within.signatory();
            }

            @Override
            public byte[] sign(SigningInput input) throws GeneralSecurityException {
                Signature raw = Signature.getInstance("NONEwithECDSA");
                raw.initSign(pair.getPrivate());
                raw.update(input.digest());
                assertThat(new String(input.message(), StandardCharsets.UTF_8))
                        .startsWith("DSSEv1 28 application/vnd.in-toto+json ");
                return raw.sign();
            }
        };

        SignatureBundle bundle =
                SignatureBundle.of(FolderSigner.of(service).sign(folder).toBytes());

        assertThat(FolderVerifier.of(TrustedKeys.of(List.of(pair.getPublic())))
                        .verify(folder, bundle)
                        .signedBy())
                .isEqualTo(within.signatory());
    }

    @Test
    void signerThatFails_orSignsWithAnotherKey_isAnError() {
        PrivateKeySigner other =
                PrivateKeySigner.of(TestAuthority.keys(SigningCurve.P_256).getPrivate(), keys.getPublic());
        ModelSigner down = new ModelSigner() {
            @Override
            public Signatory signatory() {
                return other.signatory();
            }

            @Override
            public byte[] sign(SigningInput input) throws IOException {
                throw new IOException("the device is not there");
            }
        };

        assertThatThrownBy(() -> FolderSigner.of(other).sign(folder)).isInstanceOf(SignerFailedException.class);
        assertThatThrownBy(() -> FolderSigner.of(down).sign(folder))
                .isInstanceOf(SignerFailedException.class)
                .hasMessageContaining("the device is not there");
    }
}
