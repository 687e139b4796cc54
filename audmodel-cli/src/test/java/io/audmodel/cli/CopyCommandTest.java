package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class CopyCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private Repository archive;
    private ModelId old;
    private ModelId current;

    @BeforeEach
    void setUp() throws IOException {
        tool = new Tool(folder);
        Files.createDirectory(tool.host().resolve("archive"));
        archive = new Repository("file-system", tool.host().toString(), "archive");
        old = tool.publish("emotion", "1.0.0", Map.of());
        try (AudModel audmodel = tool.client()) {
            current = audmodel.publish(PublishRequest.of(tool.model(), "emotion", Version.of("2.0.0"))
                    .meta(Map.of("recall", 0.71))
                    .alias(Alias.of("best")));
        }
    }

    @Test
    void copy_takesOneVersionWithoutItsAliases() {
        assertThat(tool.run("copy", "best", "--to", archive).line()).isEqualTo(current.toString());

        try (AudModel audmodel = there()) {
            assertThat(audmodel.load(current).resolve("net/weights.txt")).hasContent("0.1 0.2\n");
            assertThat(audmodel.meta(current)).isEqualTo(Map.of("recall", 0.71));
            assertThat(audmodel.exists(old)).isFalse();
            assertThat(audmodel.exists(new Alias("best"))).isFalse();
        }
        assertThat(tool.run("copy", "best", "--to", archive).succeeded().out()).isEmpty();
    }

    @Test
    void copy_takesAllVersionsAndAliases() {
        assertThat(tool.run("copy", old, "--to", archive, "--no-meta").line()).isEqualTo(old.toString());
        assertThat(tool.run("copy", old, "--to", archive, "--all-versions", "--aliases", "--json")
                        .succeeded()
                        .out())
                .contains("\"copied\": [ \"" + current + "\" ]", "\"present\": [ \"" + old + "\" ]", "\"bytesSent\": ");

        try (AudModel audmodel = there()) {
            assertThat(audmodel.resolveAlias(new Alias("best"))).isEqualTo(current);
        }
    }

    @Test
    void copy_takesWhatAQueryFinds_andTellsBeforehand() {
        ModelId other = tool.publish("gender", "1.0.0", Map.of());

        assertThat(tool.run("copy", "--name", "emotion", "--to", archive, "--dry-run")
                        .rehearsed()
                        .out()
                        .lines())
                .containsExactlyInAnyOrder(old.toString(), current.toString());
        assertThat(tool.run("copy", "best", "--all-versions", "--to", archive, "--dry-run")
                        .rehearsed()
                        .out()
                        .lines())
                .containsExactlyInAnyOrder(old.toString(), current.toString());
        assertThat(tool.run("copy", "--name", "emotion", "--latest", "--aliases", "--to", archive)
                        .line())
                .isEqualTo(current.toString());
        assertThat(tool.run("copy", "--all", "--to", archive, "--dry-run", "--json")
                        .rehearsed()
                        .out())
                .contains("\"present\": [ \"" + current + "\" ]", old.toString(), other.toString());
        assertThat(tool.run("copy", "--all", "--to", archive, "--json")
                        .succeeded()
                        .out())
                .contains("\"present\": [ \"" + current + "\" ]", "\"failed\": []", "\"complete\": true");

        try (AudModel audmodel = there()) {
            assertThat(audmodel.load(other)).exists();
            assertThat(audmodel.load(old)).exists();
            assertThat(audmodel.resolveAlias(new Alias("best"))).isEqualTo(current);
        }
        assertThat(tool.run("copy", "--name", "nobody", "--to", archive)
                        .succeeded()
                        .out())
                .isEmpty();
    }

    @Test
    void modelThatCannotBeCopied_keepsNoOtherFromIt_andIsReported() {
        ModelId other = tool.publish("gender", "1.0.0", Map.of());
        try (AudModel audmodel = there()) {
            audmodel.publish(PublishRequest.of(tool.model(), "emotion", Version.of("1.0.0"))
                    .author("somebody else"));
        }

        Outcome outcome = tool.run("copy", "--all", "--to", archive);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out().lines()).containsExactlyInAnyOrder(current.toString(), other.toString());
        assertThat(outcome.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("model " + old + " is not copied", "another one"),
                        last -> assertThat(last).contains("1 of 3 models are not copied; repeat the command"));
        assertThat(tool.run("copy", "--all", "--to", archive, "--json").out())
                .contains("\"complete\": false", "\"id\": \"" + old + "\"");
    }

    @Test
    void copy_refusesWrongArguments() {
        tool.run("copy", "--to", archive).failed(2, "REF", "--all");
        tool.run("copy", old, "--all", "--to", archive).failed(2, "in one way");
        tool.run("copy", old, "--name", "x", "--to", archive).failed(2, "in one way");
        tool.run("copy", "--all", "--name", "x", "--to", archive).failed(2, "in one way");
        tool.run("copy", old).failed(2, "--to");
        tool.run("copy", old, "--to", "archive").failed(2, "'archive' is not a repository");
        tool.run("copy", "00000000-1", "--to", archive).failed(1, "00000000-1");
        tool.run("copy", old, "--to", "file-system:" + folder.resolve("gone") + "#archive")
                .failed(3, "gone");
    }

    /** What another machine sees, with nothing cached. */
    private AudModel there() {
        return AudModel.builder()
                .repository(archive)
                .cacheRoot(folder.resolve("other"))
                .build();
    }
}
