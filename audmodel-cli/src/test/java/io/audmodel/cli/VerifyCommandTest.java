package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class VerifyCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;
    private Path cached;
    private Path archive;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
        try (AudModel audmodel = tool.client()) {
            cached = audmodel.load(id);
            archive = Path.of(audmodel.url(id, UrlType.MODEL));
        }
    }

    @Test
    void verify_findsTheModelIntact() {
        assertThat(tool.run("verify", id).line()).isEqualTo("intact");
        assertThat(tool.run("verify", id, "--json").succeeded().out())
                .contains("\"cached\": true", "\"intact\": true", "\"damages\": []");
    }

    @Test
    void verify_findsDamageInTheCache_andRepairsIt() throws IOException {
        Path weights = cached.resolve("net/weights.txt");
        Files.writeString(weights, "0.1 0.3\n");

        Outcome damaged = tool.run("verify", id);
        assertThat(damaged.status()).isEqualTo(5);
        assertThat(damaged.out())
                .startsWith("in the cache: ")
                .contains("net/weights.txt")
                .containsOnlyOnce("\n");
        assertThat(damaged.err()).isEqualTo("audmodel: model " + id + " is damaged in 1 place\n");
        assertThat(tool.run("verify", id, "--json").out()).contains("\"intact\": false", "\"place\": \"cache\"");
        assertThat(tool.run("verify", id, "--repair").line()).isEqualTo(cached.toString());
        assertThat(weights).hasContent("0.1 0.2\n");
    }

    @Test
    void verify_findsDamageInTheRepository_andCannotRepairIt() throws IOException {
        Files.write(archive, new byte[] {1, 2, 3});

        assertThat(tool.run("verify", id).out()).startsWith("in the repository: ");
        tool.run("verify", id, "--repair").failed(5, id + " cannot be loaded again");
        assertThat(cached.resolve("net/weights.txt")).exists();
    }

    @Test
    void verify_refusesWrongArguments() {
        tool.run("verify").failed(2, "REF");
        tool.run("verify", "00000000-1").failed(1, "00000000-1");
    }
}
