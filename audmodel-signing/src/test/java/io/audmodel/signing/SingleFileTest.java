package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are one file, by its name as the specification wants it, and without one as Python has it. */
class SingleFileTest {

    private final KeyPair keys = TestAuthority.keys(SigningCurve.P_256);
    private final FolderSigner signer = FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));
    private final FolderVerifier verifier = FolderVerifier.of(TrustedKeys.of(List.of(keys.getPublic())));

    @TempDir
    private Path work;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.createDirectory(work.resolve("alone")).resolve("model.bin");
        Files.writeString(file, "0123456789");
    }

    static Stream<SigningScope> scopes() {
        return Stream.of(SigningScope.files(), SigningScope.shards(3), SigningScope.shards(10))
                .flatMap(scope -> Stream.of(scope, scope.withFileUnnamedAsInPython()));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void file_isVerified_untilItChanges(SigningScope scope) throws IOException {
        SignatureBundle bundle = signer.withScope(scope).sign(file);

        Manifest manifest = verifier.verify(file, bundle).manifest();
        assertThat(manifest.name()).isEqualTo("model.bin");
        assertThat(manifest.files())
                .extracting(SignedFile::name)
                .containsExactly(scope.namesFile() ? "model.bin" : ".");
        Files.writeString(file, "0123456780");
        assertThatThrownBy(() -> verifier.verify(file, bundle)).isInstanceOf(ChangedFilesException.class);
        Files.writeString(file, "");
        assertThatThrownBy(() -> verifier.verify(file, bundle)).isInstanceOf(ChangedFilesException.class);
    }

    @Test
    void nameIsSigned_whereTheStatementHasIt() throws IOException {
        Path other = Files.copy(file, file.resolveSibling("other.bin"));
        SignatureBundle named = signer.sign(file);
        SignatureBundle unnamed = signer.withScope(SigningScope.files().withFileUnnamedAsInPython())
                .sign(file);

        assertThatThrownBy(() -> verifier.verify(other, named))
                .isInstanceOf(ChangedFilesException.class)
                .hasMessageContaining("model.bin");
        verifier.verify(other, unnamed);
    }

    @Test
    void folderWithTheFileAlone_isTheSame_whereTheStatementNamesIt() throws IOException {
        Path folder = file.getParent();

        verifier.verify(folder, signer.sign(file));
        verifier.verify(file, signer.sign(folder));

        Files.writeString(folder.resolve("more"), "x");
        assertThatThrownBy(() -> verifier.verify(folder, signer.sign(file)))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.unsigned()).containsExactly("more"));
        assertThatThrownBy(() -> verifier.verify(file, signer.sign(folder)))
                .isInstanceOfSatisfying(
                        ChangedFilesException.class,
                        e -> assertThat(e.missing()).containsExactly("more"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void folder_isNeverTheFileWithoutAName(boolean allowsUnsigned) {
        SignatureBundle unnamed = signer.withScope(SigningScope.files().withFileUnnamedAsInPython())
                .sign(file);
        FolderVerifier some = allowsUnsigned ? verifier.allowingUnsignedFiles() : verifier;

        assertThatThrownBy(() -> some.verify(file.getParent(), unnamed))
                .isInstanceOf(UnsignableFolderException.class)
                .hasMessageContaining("is of a single file")
                .hasMessageContaining(file.getParent().toString());
    }

    @Test
    void scopeForPython_changesNothingForFolders() {
        byte[] named = signer.sign(file.getParent()).payload();

        assertThat(signer.withScope(SigningScope.files().withFileUnnamedAsInPython())
                        .sign(file.getParent())
                        .payload())
                .isEqualTo(named);
    }

    @Test
    void link_countsAsTheFile_onlyWithLinks_andByItsOwnName() throws IOException {
        Path link = Files.createSymbolicLink(work.resolve("link.bin"), file);

        assertThatThrownBy(() -> signer.sign(link))
                .isInstanceOf(UnsignableFolderException.class)
                .hasMessageContaining("is a link");
        SignatureBundle bundle =
                signer.withScope(SigningScope.files().withLinks()).sign(link);
        assertThat(verifier.verify(link, bundle).manifest().files())
                .extracting(SignedFile::name)
                .containsExactly("link.bin");
        SignatureBundle unnamed = signer.withScope(SigningScope.files().withFileUnnamedAsInPython())
                .sign(file);
        assertThatThrownBy(() -> verifier.verify(link, unnamed)).isInstanceOf(UnsignableFolderException.class);
    }

    @Test
    void signature_isNeverWrittenOverTheFile() throws IOException {
        assertThatThrownBy(() -> signer.sign(file, file))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("model.bin.sig");
        assertThatThrownBy(() -> signer.sign(file, Files.createSymbolicLink(work.resolve("link"), file)))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(file).hasContent("0123456789");

        Path signature = file.resolveSibling("model.bin.sig");
        signer.sign(file, signature);
        signer.sign(file, signature);
        verifier.verify(file, signature);
    }

    @Test
    void fileThatTheSpecificationLeavesOut_orThatHasNoParts_isNotSigned() throws IOException {
        Path git = Files.writeString(work.resolve(".gitignore"), "*");
        Path empty = Files.createFile(work.resolve("empty"));

        for (Path refused : List.of(git, empty)) {
            assertThatThrownBy(() -> signer.withScope(SigningScope.shards()).sign(refused))
                    .isInstanceOf(UnsignableFolderException.class)
                    .hasMessageContaining(refused + " has no file that a signature could be about");
        }
        verifier.verify(empty, signer.sign(empty));
        assertThatThrownBy(() -> signer.sign(work.resolve("absent"))).isInstanceOf(UnsignableFolderException.class);
    }

    /** A model is a folder: its signature says so, and its files have names. */
    @Test
    void model_isNoSingleFile() {
        ModelIdentity model = new ModelIdentity("7fc3c4b3-1.0.0", "m", "", "1.0.0", "00".repeat(32));

        assertThatThrownBy(() -> signer.sign(file, model))
                .isInstanceOf(UnsignableFolderException.class)
                .hasMessageContaining("is a file, and a model is a folder");
        SignatureBundle bundle = signer.sign(file.getParent(), model);
        assertThatThrownBy(() -> verifier.verify(file, bundle, model)).isInstanceOf(UnsignableFolderException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/..", "..", "./"})
    void otherNamesThanTheOneThatPythonHas_areRefused(String name) {
        String statement = new String(
                signer.withScope(SigningScope.files().withFileUnnamedAsInPython())
                        .sign(file)
                        .payload(),
                StandardCharsets.UTF_8);
        SignatureBundle other = SignatureBundle.signed(
                statement.replace("\"name\":\".\"", "\"name\":\"" + name + "\"").getBytes(StandardCharsets.UTF_8),
                PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));

        assertThatThrownBy(() -> verifier.verify(file, other)).isInstanceOf(MalformedSignatureException.class);
    }
}
