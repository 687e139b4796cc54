package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class PublishCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
    }

    @Test
    void publish_keepsAllThatIsGiven() {
        Path params = tool.file("params.json", "{\"net\": \"mlp\", \"rate\": 1e3, \"sizes\": [88, 4]}");
        Outcome published = tool.feed(
                "recall: 0.71\nby: yes\n",
                "publish",
                tool.model(),
                "--name",
                "emotion",
                "--version",
                "1.0.0",
                "--params",
                params,
                "--param",
                "rate=16000",
                "--param",
                "mono=yes",
                "--param",
                "code='007'",
                "--param",
                "since=2020-02-29",
                "--meta",
                "-",
                "--subgroup",
                "speech.small",
                "--author",
                "anna",
                "--date",
                "2024-01-31",
                "--alias",
                "best");

        try (AudModel audmodel = tool.client()) {
            ModelHeader header = audmodel.header(ModelRef.of("best"));
            assertThat(published.line()).isEqualTo(header.id().toString());
            assertThat(header.parameters())
                    .isEqualTo(Map.of(
                            "net",
                            "mlp",
                            "rate",
                            16000,
                            "sizes",
                            List.of(88, 4),
                            "mono",
                            true,
                            "code",
                            "007",
                            "since",
                            LocalDate.of(2020, 2, 29)));
            assertThat(header.subgroup()).hasToString("speech.small");
            assertThat(header.author()).isEqualTo("anna");
            assertThat(header.date()).isEqualTo("2024-01-31");
            assertThat(audmodel.meta(header.id())).isEqualTo(Map.of("recall", 0.71, "by", true));
        }
    }

    @Test
    void publish_ofWhatExistsIsAConflict() {
        Object[] command = {"publish", tool.model(), "--name", "emotion", "--version", "1.0.0", "--json"};
        assertThat(tool.run(command).line()).isEqualTo("\"ea364c51-1.0.0\"");

        tool.run(command).failed(4, "ea364c51-1.0.0 exists already");
    }

    @Test
    void publish_refusesWrongArguments() {
        Path list = tool.file("list.yaml", "- 1\n");
        Path broken = tool.file("broken.json", "{\"a\": 1,}");
        tool.run("publish", tool.model(), "--name", "emotion").failed(2, "--version", "see 'audmodel publish --help'");
        tool.run("publish", "absent", "--name", "emotion", "--version", "1.0.0").failed(2, "absent");
        tool.run("publish", tool.model(), "--name", "a/b", "--version", "1.0.0").failed(2, "'a/b' is not a model name");
        tool.run("publish", tool.model(), "--name", "a", "--version", "v1").failed(2, "'v1' is not a version");
        tool.run("publish", tool.model(), "--name", "a", "--version", "1.0.0", "--date", "today")
                .failed(2, "--date");
        tool.run("publish", tool.model(), "--name", "a", "--version", "1.0.0", "--param", "x")
                .failed(2, "KEY=VALUE");
        tool.run("publish", tool.model(), "--name", "a", "--version", "1.0.0", "--param", "x=[1]")
                .failed(2, "--param x is not a scalar");
        tool.run("publish", tool.model(), "--name", "a", "--version", "1.0.0", "--meta", list)
                .failed(2, "list.yaml has to hold a mapping");
        tool.run("publish", tool.model(), "--name", "a", "--version", "1.0.0", "--meta", broken)
                .failed(2, "broken.json is not JSON", "line 1");
        tool.run("publish", tool.model(), "--name", "a", "--version", "1.0.0", "--meta", "-", "--params", "-")
                .failed(2, "standard input");

        assertThat(tool.host().resolve("models")).isEmptyDirectory();
    }

    @Test
    void publish_compressesAsAsked() throws IOException {
        Path text =
                tool.file("text/long.txt", "the same again, ".repeat(10_000)).getParent();
        tool.run("publish", text, "--name", "a", "--version", "1.0.0", "--compression", "stored")
                .succeeded();
        tool.run("publish", text, "--name", "b", "--version", "1.0.0", "--compression", "deflated-9")
                .succeeded();

        assertThat(archive("a")).isGreaterThan(160_000);
        assertThat(archive("b")).isLessThan(10_000);
        tool.run("publish", text, "--name", "c", "--version", "1.0.0", "--compression", "zstd")
                .failed(2, "zstd", "stored");
    }

    private long archive(String name) throws IOException {
        try (Stream<Path> files = Files.walk(tool.host().resolve("models/" + name))) {
            return Files.size(files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
