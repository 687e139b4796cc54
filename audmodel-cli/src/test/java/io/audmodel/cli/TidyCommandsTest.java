package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class TidyCommandsTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId one;
    private ModelId two;
    private ModelId three;
    private ModelId broken;

    /** Three versions of a model, and one whose header is missing, all of them two days old. */
    @BeforeEach
    void publish() throws IOException {
        tool = new Tool(folder);
        one = tool.publish("cnn", "1.0.0", Map.of());
        two = tool.publish("cnn", "2.0.0", Map.of());
        three = tool.publish("cnn", "3.0.0", Map.of());
        broken = tool.publish("cnn", "4.0.0", Map.of());
        Files.delete(file(broken, ".header.yaml"));
        Instant old = Instant.now().minus(Duration.ofDays(2));
        try (Stream<Path> files = Files.walk(tool.host())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(old));
            }
        }
    }

    private Path file(ModelId id, String ending) {
        return tool.host().resolve("models/_uid/" + id.shortId() + "/" + id.version() + "/" + id + ending);
    }

    @Test
    void sweep_looks_andRemovesWhenItIsToldSo() {
        Outcome looked = tool.run("sweep");

        assertThat(looked.out()).startsWith("ID").contains(broken.toString()).doesNotContain(one.toString());
        assertThat(looked.err()).contains("bytes would go; --apply removes them");
        assertThat(file(broken, ".meta.yaml")).exists();

        assertThat(tool.run("sweep", "--apply", "--json").succeeded().out())
                .contains("\"applied\": true", "\"id\": \"" + broken + "\"", ".meta.yaml");
        assertThat(file(broken, ".meta.yaml")).doesNotExist();
        assertThat(tool.run("sweep").succeeded().out()).isEmpty();
        assertThat(tool.run("retire", "--log").succeeded().out()).contains("\"event\":\"sweep\"");
    }

    @Test
    void retire_plansFirst_andAppliesThePlanLater() throws IOException {
        try (AudModel client = tool.client()) {
            client.setAlias(Alias.of("best"), two);
        }
        Path plan = folder.resolve("plan.json");

        Outcome planned = tool.run("retire", "--keep", "1", "--plan", plan);

        assertThat(planned.out()).contains(one.toString()).doesNotContain(three.toString());
        assertThat(planned.err()).contains(two + " stays: alias best points to it", "--from-plan " + plan);
        assertThat(file(one, ".header.yaml")).exists();
        assertThat(Files.readString(plan)).contains("audmodel-retire-plan-1");

        assertThat(tool.run("retire", "--from-plan", plan, "--apply")
                        .succeeded()
                        .out())
                .isEqualTo(one + "\n");
        assertThat(file(one, ".header.yaml")).doesNotExist();
        assertThat(tool.run("retire", "--from-plan", plan, "--apply", "--json")
                        .succeeded()
                        .out())
                .contains("\"retired\": []", "\"absent\": [ \"" + one + "\" ]");
        assertThat(tool.run("exists", three).line()).isEqualTo("true");
    }

    @Test
    void retire_takesConditions() {
        assertThat(tool.run("retire", "--older-than", "1d", "--name", "r*")
                        .succeeded()
                        .out())
                .isEmpty();
        assertThat(tool.run("retire", "--older-than", "1d", "--name", "c*").out())
                .contains(one.toString(), two.toString());
        assertThat(tool.run("retire", "--older-than", "3d").succeeded().out()).isEmpty();
    }

    @Test
    void aRepositoryThatRefuses_isLeftAsItIs() {
        tool.file("host/models/_tidy/refused.txt", "ask anna");

        tool.run("sweep", "--apply").failed(4, "refuses to be tidied: ask anna");
        tool.run("retire", "--keep", "1", "--apply").failed(4, "refuses to be tidied: ask anna");
        assertThat(tool.run("sweep").err()).contains("refuses to be tidied: ask anna");
        assertThat(file(broken, ".meta.yaml")).exists();
    }

    @Test
    void wrongUses_areRefused() {
        Path notes = tool.file("notes.json", "{}");

        tool.run("retire").failed(2, "--keep");
        tool.run("retire", "--keep", "0").failed(2, "0 versions");
        tool.run("retire", "--log", "--apply").failed(2, "--log");
        tool.run("retire", "--from-plan", notes, "--keep", "1").failed(2, "--from-plan");
        tool.run("retire", "--from-plan", notes).failed(2, "no plan of retirements");
        tool.run("retire", "--keep", "1", "--plan", notes, "--apply").failed(2, "--plan");
        tool.run("sweep", "--grace", "10m").failed(2, "grace period");
        tool.run("--offline", "sweep").failed(3, "--offline");
    }
}
