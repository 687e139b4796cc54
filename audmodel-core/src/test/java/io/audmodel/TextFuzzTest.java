package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people type: references, versions, paths, repositories and configuration. What is accepted is written back as what
 * is accepted again. The full run: {@code -Daudmodel.fuzz.text=5000000}.
 */
class TextFuzzTest {

    private static final int EXECUTIONS = Integer.getInteger("audmodel.fuzz.text", 300_000);

    private static final List<byte[]> TEXTS = bytes(
            "41781d7b-1.0.0",
            "41781d7b",
            "41781d7b-1.0.0-rc.1+build",
            "5fbbaf38-3300-69cb-8f95-60a58cb8e19b",
            "emotion-production",
            "1.10.0",
            "2",
            "emotion.small",
            "a/b/c.zip",
            "_uid/41781d7b/1.0.0/41781d7b-1.0.0.header.yaml",
            "file-system:/data/models#models",
            "s3:s3.amazonaws.com#audmodel-public",
            "artifactory:https://example.org/artifactory#models-local",
            "**/*.onnx",
            "log/{a,b}?.yaml");

    private static final List<byte[]> WORDS = bytes(
            "..",
            "/",
            "\\",
            "\0",
            "#",
            ":",
            "-",
            ".",
            " ",
            "\n",
            "\u202E",
            "%2e",
            "~",
            "*",
            "?",
            "[",
            "{",
            "\uD83D\uDE00",
            "+",
            "_uid",
            "CON",
            "C:",
            "99999999999999999999",
            "00",
            "é",
            "e\u0301",
            "\uFEFF",
            "a".repeat(300));

    private record Kind(Function<String, ?> reader) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(ModelRef::parse),
            new Kind(ModelId::parse),
            new Kind(Alias::new),
            new Kind(Version::parse),
            new Kind(Subgroup::new),
            new Kind(ObjectPath::new),
            new Kind(Repository::parse));

    @Test
    void texts_areRead_orRefusedByAnErrorOfOurs() {
        int each = EXECUTIONS / KINDS.size();
        int accepted = 0;
        for (Kind kind : KINDS) {
            accepted += new Fuzz("text", TEXTS, WORDS).run(each, input -> {
                Object value = kind.reader().apply(new String(input, StandardCharsets.UTF_8));
                if (!kind.reader().apply(value.toString()).equals(value)) {
                    throw new IllegalStateException(value + " is not written as it is read");
                }
            });
        }
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    @Test
    void paths_neverLeaveTheirFolder() {
        Path root = Path.of("/srv/models");
        new Fuzz("path", TEXTS, WORDS).run(EXECUTIONS / 4, input -> {
            ObjectPath path = new ObjectPath(new String(input, StandardCharsets.UTF_8));
            Path resolved = root.resolve(path.text());
            if (!resolved.normalize().equals(resolved) || !resolved.startsWith(root) || resolved.equals(root)) {
                throw new IllegalStateException(path + " leads to " + resolved);
            }
        });
    }

    @Test
    void configurationFiles_areRead_orRefusedByAnErrorOfOurs(@TempDir Path home) throws IOException {
        Path file = Files.createDirectories(home.resolve(".config")).resolve("audmodel.yaml");
        List<byte[]> files = bytes(
                "cache_root: ~/audmodel\nrepositories:\n- name: models\n  host: /data\n  backend: file-system\n",
                "cache_root: /cache\n");
        Environment environment = Environment.of(Map.of(), home, "me");
        new Fuzz("configuration", files, WORDS).run(EXECUTIONS / 60, input -> {
            Files.write(file, input);
            Configuration configuration = Configuration.of(environment);
            assertThat(configuration.cacheRoot()).isNotNull();
            assertThat(configuration.repositories()).isNotNull();
        });
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
