package io.audmodel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private final Serializer yaml = new YamlSerializerProvider().create();

    @Test
    void files_areRead_orRefusedByAnErrorOfOurs(@TempDir Path folder) {
        AtomicInteger threads = new AtomicInteger();
        Inputs inputs = new Mutations(Inputs.oneOf(FILES), WORDS);
        long accepted = new Fuzz("configuration", inputs, AudModelException.class).run(EXECUTIONS, () -> {
            Path home = folder.resolve("home" + threads.incrementAndGet());
            Environment environment = Environment.of(Map.of(), home, "me");
            return input -> {
                Files.write(Files.createDirectories(home.resolve(".config")).resolve("audmodel.yaml"), input);
                requireSame(Configuration.of(environment), yaml.read(input, "changed"), home);
            };
        });
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    /** What the document says as the reader of all other documents has it, where that takes it for texts. */
    private static void requireSame(Configuration configuration, @Nullable Object document, Path home) {
        Map<?, ?> fields = document instanceof Map<?, ?> map ? map : Map.of();
        Path root = configuration.cacheRoot();
        if (!fields.containsKey("cache_root")) {
            require(root.equals(home.resolve("audmodel")), root + " for none");
        } else if (fields.get("cache_root") instanceof String text && !text.startsWith("~")) {
            require(root.equals(Path.of(text).toAbsolutePath().normalize()), root + " for " + text);
        } else if (fields.get("cache_root") instanceof String text && text.startsWith("~/")) {
            require(root.equals(home.resolve(text.substring(2)).normalize()), root + " for " + text);
        }
        List<RepositoryAddress> repositories = configuration.repositories();
        if (fields.get("repositories") instanceof List<?> entries) {
            require(entries.size() == repositories.size(), repositories + " for " + entries);
            for (int i = 0; i < entries.size(); i++) {
                Map<?, ?> entry = (Map<?, ?>) entries.get(i);
                Repository repository = repositories.get(i).repository();
                requireSame(entry.get("name"), repository.name());
                requireSame(entry.get("host"), repository.host());
                requireSame(entry.get("backend"), repository.backend());
            }
        }
    }

    private static void requireSame(@Nullable Object expected, String actual) {
        require(!(expected instanceof String) || expected.equals(actual), actual + " for " + expected);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalStateException(problem);
        }
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
