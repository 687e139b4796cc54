package io.audmodel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ~/.config/audmodel.yaml} that somebody changed. The full run: {@code -Daudmodel.fuzz.text=5000000}. */
@Tag("reliability")
@Tag("one-jdk")
class ConfigurationFuzzTest {

    /** Each is written to a file first. */
    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.text", 300_000) / 20;

    private static final List<byte[]> FILES = bytes(
            "cache_root: ~/audmodel\nrepositories:\n- name: models\n  host: /data\n  backend: file-system\n",
            "cache_root: /cache\n",
            "cache_root: \"/ca\\x41che\"\nrepositories: [{name: \"m\", host: \"h\", backend: s3}]\n");

    private static final List<byte[]> WORDS = bytes(
            "\\0",
            "\\n",
            "\\ud800",
            "\"",
            "'",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "~",
            "~/",
            "..",
            "\\",
            "#",
            "@",
            "\u202E",
            "&a ",
            "*a",
            "!!python/name:os.system ''",
            "!!binary aGk=",
            "null",
            "1",
            "\t",
            "\n",
            "\0",
            "é",
            "|\n  ",
            "cache_root: ",
            "repositories: ",
            "backend: ",
            "host: ",
            "name: ",
            "x".repeat(300));

    @Test
    void files_areRead_orRefusedByAnErrorOfOurs(@TempDir Path folder) {
        AtomicInteger threads = new AtomicInteger();
        Inputs inputs = new Mutations(Inputs.oneOf(FILES), WORDS);
        long accepted = new Fuzz("configuration", inputs, AudModelException.class).run(EXECUTIONS, () -> {
            Path home = folder.resolve("home" + threads.incrementAndGet());
            Environment environment = Environment.of(Map.of(), home, "me");
            return input -> {
                Files.write(Files.createDirectories(home.resolve(".config")).resolve("audmodel.yaml"), input);
                Configuration configuration = Configuration.of(environment);
                if (!configuration.cacheRoot().isAbsolute()
                        || configuration.repositories().isEmpty()) {
                    throw new IllegalStateException("half of a configuration is read");
                }
            };
        });
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
