package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that lets the conformance suite of OpenSSF Model Signing run on the tool, by the protocol of the suite. */
@Tag("one-jdk")
class ConformanceAdapterTest {

    private static final Path SIGNING = Tool.CHECKOUT.resolve("audmodel-signing");
    private static final Path KEYS = SIGNING.resolve("src/test/resources/oms/keys");

    @TempDir
    private Path folder;

    private Tool tool;
    private Path model;
    private Path bundle;

    @BeforeEach
    void setUp() throws IOException {
        tool = new Tool(folder);
        model = Files.createDirectory(folder.resolve("a model"));
        Files.writeString(model.resolve("signme-1"), "1");
        Files.writeString(model.resolve("ignore-me"), "2");
        bundle = folder.resolve("bundle.sig");
    }

    private int run(Object... words) {
        List<String> command =
                new ArrayList<>(List.of(SIGNING.resolve("conformance/adapter").toString()));
        Arrays.stream(words).map(Object::toString).forEach(command::add);
        return tool.end(tool.start(command)).status();
    }

    private int sign(Object... more) {
        return run(with(more, "sign-model", "--model-path", model, "--output-bundle", bundle));
    }

    private int verify(Object... more) {
        return run(with(more, "verify-model", "--model-path", model, "--bundle", bundle));
    }

    private static Object[] with(Object[] more, Object... first) {
        List<Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void key_signsAndVerifies_withIgnoredAndUnsignedFiles() throws IOException {
        Object[] key = {"--method", "key", "--private-key", KEYS.resolve("signing-key.pem")};
        Object[] trusted = {"--method", "key", "--public-key", KEYS.resolve("signing-key-pub.pem")};

        assertThat(sign(with(key, "--ignore-paths", model.resolve("ignore-me"))))
                .isZero();
        assertThat(verify(trusted)).isZero();
        Files.writeString(model.resolve("later"), "3");
        assertThat(verify(trusted)).isEqualTo(5);
        assertThat(verify(with(trusted, "--ignore-paths", model.resolve("later"))))
                .isZero();
        assertThat(verify(with(trusted, "--ignore-unsigned-files"))).isZero();
        Files.writeString(model.resolve("signme-1"), "4");
        assertThat(verify(with(trusted, "--ignore-unsigned-files"))).isEqualTo(5);
    }

    @Test
    void certificate_signsAndVerifies_inWhateverOrderTheFlagsStand() {
        assertThat(sign(
                        "--cert-chain",
                        KEYS.resolve("int-ca-cert.pem"),
                        "--cert-chain",
                        KEYS.resolve("ca-cert.pem"),
                        "--signing-cert",
                        KEYS.resolve("signing-key-cert.pem"),
                        "--private-key",
                        KEYS.resolve("signing-key.pem"),
                        "--method",
                        "certificate"))
                .isZero();
        assertThat(verify("--method", "certificate", "--cert-chain", KEYS.resolve("ca-cert.pem")))
                .isZero();
        assertThat(verify("--method", "key", "--public-key", KEYS.resolve("signing-key-pub.pem")))
                .isEqualTo(7);
    }

    @Test
    void otherMethodsAndFlags_areRefused_andNothingIsWritten() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("capabilities")).isEqualTo(2);
        assertThat(sign("--method", "sigstore", "--identity-token", "x")).isEqualTo(2);
        assertThat(sign("--method", "sigstore")).isEqualTo(2);
        assertThat(sign("--method", "key", "--public-key", KEYS.resolve("signing-key-pub.pem")))
                .isEqualTo(2);
        assertThat(sign("--method")).isEqualTo(2);
        assertThat(bundle).doesNotExist();
    }
}
