package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyPairTest {

    private static final byte[] STATEMENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(SigningCurve.class)
    void keys_areReadAgain(SigningCurve curve) throws IOException {
        SigningKeyPair keys = SigningKeyPair.generate(curve.text());
        Path file = folder.resolve("key.pem");
        keys.write(file, folder.resolve("key.pub"), null);

        assertThat(curve.text()).isIn("P-256", "P-384", "P-521");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        TrustedKeys trusted = TrustedKeys.ofPem(folder.resolve("key.pub"));
        for (PrivateKeySigner signer : List.of(keys.signer(), PrivateKeySigner.ofPem(file))) {
            assertThat(trusted.verify(SignatureBundle.signed(STATEMENT, signer)))
                    .isEqualTo(keys.signatory());
        }
    }

    @Test
    void encryptedKey_isOpenedByItsPasswordAlone() throws IOException {
        SigningKeyPair keys = SigningKeyPair.generate("P-521");
        Path file = folder.resolve("key.pem");
        char[] password = "a ~!\"'\\ password".toCharArray();
        keys.write(file, folder.resolve("key.pub"), password);

        assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        assertThat(PrivateKeySigner.ofPem(file, password).signatory()).isEqualTo(keys.signatory());
        assertThatThrownBy(() -> PrivateKeySigner.ofPem(file, "another".toCharArray()))
                .isInstanceOf(UnusableKeyException.class);
        assertThatThrownBy(() -> PrivateKeySigner.ofPem(file)).isInstanceOf(UnusableKeyException.class);
    }

    /** Numbers that begin with zeros are as long as others. */
    @Test
    void privateKeys_haveOneLength_andDiffer() {
        Set<String> made = IntStream.range(0, 300)
                .mapToObj(number -> new String(SigningKeyPair.generate().privatePem(null), StandardCharsets.US_ASCII))
                .collect(Collectors.toSet());

        assertThat(made).hasSize(300);
        assertThat(made.stream().map(String::length).distinct()).hasSize(1);
        assertThat(made)
                .allSatisfy(pem -> PrivateKeySigner.ofPem(pem.getBytes(StandardCharsets.US_ASCII), null)
                        .signatory());
    }

    @Test
    void privateFile_isThisUsersAlone() throws IOException {
        SigningKeyPair.generate().write(folder.resolve("key.pem"), folder.resolve("key.pub"), null);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(folder.resolve("key.pub")))
                .startsWith("-----BEGIN PUBLIC KEY-----\n".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.pem", "key.pub"})
    void existingFile_isNeverOverwritten_andNothingIsLeft(String existing) throws IOException {
        Files.writeString(folder.resolve(existing), "mine");

        assertThatThrownBy(() ->
                        SigningKeyPair.generate().write(folder.resolve("key.pem"), folder.resolve("key.pub"), null))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(existing);
        assertThat(folder.resolve(existing)).hasContent("mine");
        assertThat(folder.toFile().list()).containsExactly(existing);
    }

    @Test
    void publicFileThatCannotBeWritten_leavesNoPrivateOne() {
        assertThatThrownBy(() -> SigningKeyPair.generate()
                        .write(folder.resolve("key.pem"), folder.resolve("absent/key.pub"), null))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void passwordThatProgramsEncodeInSeveralWays_isRefused_andNotQuoted() {
        for (String password : new String[] {"", "caf\u00e9", "tab\t", "del\u007f"}) {
            assertThatThrownBy(() -> SigningKeyPair.generate()
                            .write(folder.resolve("key.pem"), folder.resolve("key.pub"), password.toCharArray()))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageStartingWith("the password ")
                    .satisfies(e -> assertThat(
                                    password.isEmpty() || !e.getMessage().contains(password))
                            .isTrue());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P_256", "p-256", "secp256r1", "P-224", ""})
    void otherCurve_isRefused(String curve) {
        assertThatThrownBy(() -> SigningKeyPair.generate(curve))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("P-256, P-384 or P-521");
    }

    @Test
    void text_saysNothingOfThePrivateKey() {
        SigningKeyPair keys = SigningKeyPair.generate();

        assertThat(keys).hasToString("key pair key " + keys.signatory().keyHint());
    }
}
