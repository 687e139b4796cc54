package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.ExemptModels;
import io.audmodel.signing.SignedBy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, signatures of models and of folders, and who is believed. */
@Tag("one-jdk")
class SignCommandTest {

    /** Of the tests of Python's model-signing: a signer below an authority below a root. */
    static final Path CERTIFICATES = Tool.CHECKOUT.resolve("audmodel-signing/src/test/resources/oms/keys");

    @TempDir
    private Path folder;

    private Tool tool;
    private Path key;
    private Path trusted;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        key = folder.resolve("release.pem");
        trusted = folder.resolve("release.pub");
    }

    /** A key of the checkout, which Git lets others read. */
    static Path signingKey(Path folder) throws IOException {
        Path own = Files.copy(CERTIFICATES.resolve("signing-key.pem"), folder.resolve("signing-key.pem"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        return own;
    }

    private String keygen(Path file) {
        return tool.run("keygen", file, "--no-password").line();
    }

    @Test
    void model_isSignedByTwo_foundByEither_andApprovedByBoth() {
        String name = keygen(key);
        String other = keygen(folder.resolve("other.pem"));
        ModelId unsigned = tool.publish("emotion", "1.0.0", Map.of());
        String id = tool.run("publish", tool.model(), "--name", "emotion", "--version", "2.0.0", "--sign-key", key)
                .line();

        assertThat(tool.run("verify", id, "--key", trusted).line()).isEqualTo("signed by key " + name);
        tool.run("verify", id, "--key", trusted, "--key", folder.resolve("other.pub"), "--at-least", "2")
                .failed(7, id, "2 different keys", name);
        tool.run("verify", id, "--key", trusted, "--at-least", "2").failed(2, "and 1 key is trusted");
        assertThat(tool.run("sign", id, "--key", folder.resolve("other.pem")).line())
                .isEqualTo(id);
        assertThat(tool.run(
                                "verify",
                                id,
                                "--key",
                                trusted,
                                "--key",
                                folder.resolve("other.pub"),
                                "--at-least",
                                "2",
                                "--json")
                        .succeeded()
                        .out())
                .contains("\"id\": \"" + id + "\"", "key " + name, "key " + other);
        tool.run("verify", unsigned, "--key", trusted).failed(7, unsigned.toString(), "there is no signature");
        assertThat(tool.run("find", "--signed-by", folder.resolve("other.pub")).line())
                .isEqualTo(id);

        List<String> signatures =
                tool.run("signatures", id).succeeded().out().lines().toList();
        assertThat(signatures).hasSize(2).anyMatch(line -> line.endsWith("\tsignature by key " + name));
        for (String line : signatures) {
            if (line.endsWith(name)) {
                assertThat(tool.run("signatures", id, "--remove", line.substring(0, 32))
                                .succeeded()
                                .out())
                        .isEmpty();
            }
        }
        assertThat(tool.run("find", "--signed-by", trusted).succeeded().out()).isEmpty();
        tool.run("signatures", id, "--remove", "0".repeat(32)).failed(2, "no signature with the mark 000");
    }

    @Test
    void modelsFromBefore_areListed_andLoadedWhereOthersNeedASignature() throws IOException {
        keygen(key);
        String before = tool.publish("emotion", "1.0.0", Map.of()).toString();
        String after = tool.publish("emotion", "2.0.0", Map.of()).toString();
        Path list = folder.resolve("before.txt");

        List<String> all = tool.run("exempt", "--name", "emotion")
                .succeeded()
                .out()
                .lines()
                .toList();
        String line = tool.run("exempt", before).line();
        assertThat(line).matches(before + " [0-9a-f]{64}");
        assertThat(all).hasSize(2).contains(line);
        assertThat(tool.run("exempt", "--until", "2000-01-01").succeeded().out())
                .isEmpty();
        assertThat(tool.run("exempt", "--all", "--json").succeeded().out())
                .contains("\"id\": \"" + before + "\"", "\"digest\": \"" + line.substring(before.length() + 1) + "\"");
        tool.run("exempt").failed(2, "in one way");
        tool.run("exempt", before, "--all").failed(2, "in one way");

        Files.writeString(list, line + "\n");
        try (AudModel careful = AudModel.builder()
                .repository(tool.repository())
                .cacheRoot(folder.resolve("another-cache"))
                .require(SignedBy.keys(trusted).exempting(ExemptModels.read(list)))
                .build()) {
            assertThat(careful.load(ModelRef.of(before))).isDirectory();
            assertThatThrownBy(() -> careful.load(ModelRef.of(after)))
                    .isInstanceOf(UntrustedModelException.class)
                    .hasMessageContaining("there is no signature");
        }
    }

    @Test
    void changedModel_isNotVerified() throws IOException {
        keygen(key);
        String id = tool.publish("emotion", "1.0.0", Map.of()).toString();
        tool.run("sign", id, "--key", key).succeeded();
        Files.writeString(Path.of(tool.run("load", id).line(), "net/weights.txt"), "0.9 0.9\n");

        tool.run("verify", id, "--key", trusted).failed(7, id, "none of which counts", "net/weights.txt");
    }

    @Test
    void folder_isSigned_andVerifiedUntilItChanges() throws IOException {
        String name = keygen(key);
        Path model = tool.model();
        Path signature = folder.resolve("model.sig");

        assertThat(tool.run("sign", "--folder", model, "--signature", signature, "--key", key)
                        .line())
                .isEqualTo(signature.toString());
        Object[] verify = {"verify", "--folder", model, "--signature", signature, "--key", trusted};
        assertThat(tool.run(verify).line()).isEqualTo("signed by key " + name);
        Files.writeString(model.resolve("more"), "x");
        tool.run(verify).failed(5, "1 not signed ('more')");
        assertThat(tool.shell(
                                "audmodel verify --folder model --signature model.sig --key release.pub --ignore model/more")
                        .line())
                .isEqualTo("signed by key " + name);
        Files.delete(model.resolve("more"));
        Files.writeString(model.resolve("net/weights.txt"), "0.9 0.9\n");
        tool.run(verify).failed(5, "1 changed ('net/weights.txt')");
        keygen(folder.resolve("other.pem"));
        tool.run("verify", "--folder", model, "--signature", signature, "--key", folder.resolve("other.pub"))
                .failed(7, name, "trust that key");
    }

    @Test
    void certificates_areVerifiedByTheirRoot_andName() throws IOException {
        Path signature = folder.resolve("model.sig");
        String subject = "CN=signing-key.com,OU=Engineering,O=Example,L=Mountain View,ST=California,C=US";
        tool.run(
                        "sign",
                        "--folder",
                        tool.model(),
                        "--signature",
                        signature,
                        "--key",
                        signingKey(folder),
                        "--certificate",
                        CERTIFICATES.resolve("signing-key-cert.pem"),
                        "--certificate",
                        CERTIFICATES.resolve("int-ca-cert.pem"))
                .succeeded();

        Object[] verify = {
            "verify", "--folder", tool.model(), "--signature", signature, "--chain", CERTIFICATES.resolve("ca-cert.pem")
        };
        assertThat(tool.run(verify).line()).startsWith("signed by CN=");
        tool.run(and(verify, "--subject", subject + "x")).failed(7, "trust that name");
        keygen(key);
        tool.run("verify", "--folder", tool.model(), "--signature", signature, "--key", trusted)
                .failed(7, "names certificates", "--chain");
    }

    private static Object[] and(Object[] words, Object... more) {
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void privateKey_comesFromAVariable_fromStandardInput_orFromACommandThatHasIt() {
        String name = keygen(key);
        tool.model();
        String sign = " audmodel sign --folder model --signature model.sig ";
        String verify = " && audmodel verify --folder model --signature model.sig --key release.pub";
        for (String script : List.of(
                "KEY=\"$(cat release.pem)\"" + sign + "--key-variable KEY",
                sign + "--key - < release.pem",
                sign + "--key <(cat release.pem)",
                sign + "--public-key release.pub --command 'test $AUDMODEL_DIGEST = SHA-256 && openssl dgst -sha256"
                        + " -sign release.pem'")) {
            assertThat(tool.shell(script + verify).succeeded().out())
                    .as(script)
                    .isEqualTo("model.sig\nsigned by key " + name + "\n");
        }
        tool.shell(sign + "--public-key release.pub --command 'exit 3'").failed(3, "did not sign", "status 3");
        tool.shell(sign + "--public-key release.pub --command 'echo nothing'").failed(3, "is no signature by the key");
    }

    @Test
    void encryptedKey_isOpenedByAFileOrAVariable_andNeverQuoted() {
        tool.file("password", "a secret\nanother line\n");
        tool.model();
        String name = tool.run("keygen", key, "--password-file", folder.resolve("password"))
                .line();
        String sign = " audmodel sign --folder model --signature model.sig --key release.pem";

        Outcome warned = tool.shell(sign + " --password-file password");
        assertThat(warned.status()).isZero();
        assertThat(warned.err()).containsOnlyOnce("\n").contains("password with a password (rw-r--r--)", "chmod 600");
        assertThat(tool.shell("SECRET='a secret'" + sign + " --password-variable SECRET --json")
                        .succeeded()
                        .out())
                .contains("\"key\": \"" + name + "\"")
                .doesNotContain("secret");
        Outcome wrong = tool.shell("SECRET='another secret'" + sign + " --password-variable SECRET -v");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("release.pem: the private key cannot be decrypted")
                .doesNotContain("another secret", "BEGIN");
        tool.shell(sign).failed(2, "release.pem is encrypted", "--password-file");
        tool.shell(sign + " --password-variable SECRET").failed(2, "the variable SECRET", "not set");
    }

    @Test
    void keyThatOthersMayRead_signs_withAWarning_whichDoctorHasToo() throws IOException {
        String name = keygen(key);
        tool.model();
        String sign = "audmodel sign --folder model --signature model.sig --key release.pem";
        String doctor = "audmodel doctor --key release.pem";
        tool.shell(sign).succeeded();
        Outcome well = tool.shell(doctor);
        assertThat(well.out()).contains("keys\n  release.pem: key " + name + ", not encrypted\n", "all is well");
        assertThat(well.status()).isZero();
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            Outcome signed = tool.shell(sign);
            assertThat(signed.status()).isZero();
            assertThat(signed.err())
                    .startsWith(
                            "audmodel: warning: others than its owner may read or change release.pem with the private"
                                    + " key (" + mode + "): take the permission away (chmod 600)")
                    .containsOnlyOnce("\n");
            Outcome found = tool.shell(doctor);
            assertThat(found.status()).isEqualTo(3);
            assertThat(found.out()).contains("release.pem with the private key (" + mode + ")\n  take the permission");
        }
        // A pipe has no file that anybody could read later.
        tool.shell(sign.replace("release.pem", "<(cat release.pem)")).succeeded();
    }

    @Test
    void doctor_looksAtKeys_withoutTheirPasswords() {
        tool.file("password", "a secret");
        tool.run("keygen", key, "--password-file", folder.resolve("password")).line();

        assertThat(tool.run("doctor", "--key", key, "--json").succeeded().out())
                .contains("\"file\": \"" + key + "\"", "\"state\": \"encrypted\"");
        Outcome unusable = tool.run("doctor", "--key", trusted, "--key", folder.resolve("none"));
        assertThat(unusable.status()).isEqualTo(3);
        assertThat(unusable.out())
                .contains(trusted + ": unusable", trusted + ": the private key has no block", "cannot read " + folder)
                .contains("name the file of a private key in PEM");
    }

    @Test
    void parts_areAsLongAsTheyAreToBe_andNamedForPythonIfItIsToVerifyThem() throws IOException {
        keygen(key);
        Path model = tool.model();
        Files.write(model.resolve("large"), new byte[(2 << 20) + 1]);
        String verify = " && audmodel verify --folder model --signature model.sig --key release.pub > verified";
        String sign = "audmodel sign --folder model --signature model.sig --key release.pem";

        tool.shell(sign + " --shard-size 1MiB" + verify).succeeded();
        assertThat(statement()).contains("\"shard_size\":1048576", "\"sha256\"").doesNotContain("sha256-sharded");
        tool.shell(sign + " --shard-size 1.5MiB --for-python" + verify).succeeded();
        assertThat(statement()).contains("\"shard_size\":1572864", "\"sha256-sharded-1572864\"");
        tool.shell(sign + " --shards" + verify).succeeded();
        assertThat(statement()).contains("\"shard_size\":1000000000");
        String id = tool.run(
                        "publish",
                        model,
                        "--name",
                        "n",
                        "--version",
                        "1.0.0",
                        "--sign-key",
                        key,
                        "--sign-shard-size",
                        "1MiB")
                .line();
        tool.run("verify", id, "--key", trusted).succeeded();
        tool.run("sign", id, "--key", key, "--shard-size", "16MiB").succeeded();
        tool.run("verify", id, "--key", trusted).succeeded();
    }

    private String statement() throws IOException {
        Matcher payload = Pattern.compile("\"payload\":\"([^\"]*)\"")
                .matcher(Files.readString(folder.resolve("model.sig")).replace(" ", ""));
        assertThat(payload.find()).isTrue();
        return new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8).replace(" ", "");
    }

    @Test
    void signature_takesThePlaceOfASignatureAlone() throws IOException {
        keygen(key);
        Path model = tool.model();

        tool.run("sign", "--folder", model, "--signature", model.resolve("net/weights.txt"), "--key", key)
                .failed(4, "net/weights.txt", "no signature that could be replaced");
        assertThat(model.resolve("net/weights.txt")).hasContent("0.1 0.2\n");
        tool.run("sign", "--folder", model, "--signature", model.resolve("m.sig"), "--key", key)
                .succeeded();
        tool.run("sign", "--folder", model, "--signature", model.resolve("m.sig"), "--key", key)
                .succeeded();
    }

    @Test
    void singleFile_isSigned() {
        keygen(key);
        Path file = tool.model().resolve("net/weights.txt");
        tool.run("sign", "--folder", file, "--signature", folder.resolve("s"), "--key", key)
                .succeeded();

        tool.run("verify", "--folder", file.getParent(), "--signature", folder.resolve("s"), "--key", trusted)
                .succeeded();
    }
}
