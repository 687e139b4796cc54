package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that are given several models: an answer each, in their order. */
class SeveralModelsTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId first;
    private ModelId second;

    @BeforeEach
    void publish() {
        tool = new Tool(folder);
        first = tool.publish("emotion", "1.0.0", Map.of("layers", 3));
        second = tool.publish("gender", "2.0.0", Map.of("layers", 5));
        try (AudModel client = tool.client()) {
            client.setAlias(Alias.of("best"), first);
            client.setAlias(Alias.of("other"), second);
        }
    }

    private String withIds(String text) {
        return text.replace("FIRST", first.toString())
                .replace("SECOND", second.toString())
                .replace("|", "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            name best other            ; emotion|gender
            version best other         ; 1.0.0|2.0.0
            exists best other          ; true|true
            resolve best other         ; FIRST|SECOND
            alias resolve best other   ; FIRST|SECOND
            alias list best other      ; best|---|other
            parameters best other      ; layers: 3|---|layers: 5
            versions best other        ; 1.0.0|---|2.0.0
            files best other           ; net/weights.txt|---|net/weights.txt
            update-meta best other --set recall.test=0.7 ; recall:|  test: 0.7|---|recall:|  test: 0.7
            verify best other          ; FIRST: intact|SECOND: intact
            alias remove best other    ; FIRST|SECOND
            cat best net/weights.txt net/weights.txt ; 0.1 0.2|0.1 0.2
            """)
    void answers_areInTheOrderOfTheModels(String command, String expected) {
        Outcome outcome = tool.run((Object[]) command.split(" +"));

        assertThat(outcome.succeeded().out()).isEqualTo(withIds(expected) + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            name best other            ; [\"emotion\", \"gender\"]
            parameters best other      ; [{\"layers\": 3}, {\"layers\": 5}]
            versions best other        ; [[\"1.0.0\"], [\"2.0.0\"]]
            exists best other          ; [true, true]
            """)
    void json_isAnArray(String command, String expected) {
        Outcome outcome = tool.run((Object[]) (command + " --json").split(" +"));

        assertThat(outcome.succeeded().out().replaceAll("\\s", "")).isEqualTo(expected.replaceAll("\\s", ""));
    }

    @Test
    void oneThatIsMissing_endsTheCommand_afterThoseBeforeIt() {
        Outcome outcome = tool.run("name", "best", "nobody", "other");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("emotion\n");
        assertThat(outcome.err()).contains("'nobody'");
        Outcome exist = tool.run("exists", "best", "nobody", "other");
        assertThat(exist.status()).isEqualTo(1);
        assertThat(exist.out()).isEqualTo("true\nfalse\ntrue\n");
        assertThat(exist.err()).isEmpty();
    }

    @Test
    void oneThatIsNoReference_isRefusedBeforeAnythingIsDone() {
        for (String command : new String[] {"name", "load", "resolve", "url", "files", "verify"}) {
            Outcome outcome = tool.run(command, "best", "no reference");
            outcome.failed(2, "'no reference'");
            assertThat(outcome.out()).as(command).isEmpty();
        }
        tool.run("update-meta", "best", "no reference", "--set", "a=1").failed(2, "'no reference'");
        assertThat(tool.run("meta", "best").succeeded().out()).doesNotContain("a: 1");
    }

    @Test
    void copy_takesThem_andReportsAll() throws IOException {
        Files.createDirectory(tool.host().resolve("archive"));
        Repository archive = new Repository("file-system", tool.host().toString(), "archive");

        assertThat(tool.run("copy", "best", "other", "--to", archive)
                        .succeeded()
                        .out()
                        .lines())
                .containsExactlyInAnyOrder(first.toString(), second.toString());
        assertThat(tool.run("copy", "best", "other", "--to", archive, "--json")
                        .succeeded()
                        .out())
                .contains("\"copied\": []", "\"failed\": []", "\"complete\": true");
        Outcome partly = tool.run("copy", "nobody", "other", "--to", archive, "--json");
        assertThat(partly.status()).isEqualTo(1);
        assertThat(partly.out()).contains("\"present\": [ \"" + second + "\" ]", "\"id\": \"nobody\"");
        assertThat(partly.err()).contains("model nobody is not copied", "1 of 2 models are not copied");
        tool.run("copy", "best", "--all", "--to", archive).failed(2, "said in one way");
    }

    @Test
    void export_takesTargetsInTurn() {
        Path one = folder.resolve("one.zip");
        Path other = folder.resolve("other");

        assertThat(tool.run("export", "best", one, "other", other).succeeded().out())
                .isEqualTo(first + "\n" + second + "\n");
        assertThat(one).isRegularFile();
        assertThat(other.resolve("net/weights.txt")).isRegularFile();
        tool.run("export", "best", one, "other").failed(2, "'other' has no target");
    }

    @Test
    void damagedModel_keepsNoOtherFromBeingVerified() throws IOException {
        try (AudModel client = tool.client()) {
            Files.write(Path.of(client.url(first, UrlType.MODEL)), new byte[] {1, 2, 3});
        }

        Outcome outcome = tool.run("verify", "best", "other");

        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.out()).contains(first + ": in the repository: ", second + ": intact");
        assertThat(outcome.err()).isEqualTo("audmodel: model " + first + " is damaged in 1 place\n");
        assertThat(tool.run("verify", "best", "other", "--json").out())
                .contains("\"id\": \"" + first, "\"intact\": false", "\"id\": \"" + second, "\"intact\": true");
    }

    @Test
    void severalAreSigned_andUnsignedOnesKeepNoOtherFromBeingVerified() {
        Path key = folder.resolve("release.pem");
        Path trusted = folder.resolve("release.pub");
        ModelId third = tool.publish("age", "1.0.0", Map.of());
        String name = tool.run("keygen", key, "--no-password").line();

        assertThat(tool.run("sign", "best", "other", "--key", key).succeeded().out())
                .isEqualTo(first + "\n" + second + "\n");
        assertThat(tool.run("verify", "best", "other", "--key", trusted)
                        .succeeded()
                        .out())
                .isEqualTo(first + ": signed by key " + name + "\n" + second + ": signed by key " + name + "\n");
        assertThat(tool.run("signatures", "best", "other").succeeded().out())
                .matches("[0-9a-f]{32}\t\\S+ by key " + name + "\n---\n[0-9a-f]{32}\t\\S+ by key " + name + "\n");
        tool.run("signatures", "best", "other", "--remove", "0".repeat(32)).failed(2, "of one model");
        assertThat(tool.run("exempt", "best", "other").succeeded().out())
                .matches(first + " [0-9a-f]{64}\n" + second + " [0-9a-f]{64}\n");
        Outcome partly = tool.run("verify", third, "best", "--key", trusted);
        assertThat(partly.status()).isEqualTo(7);
        assertThat(partly.out()).isEqualTo(first + ": signed by key " + name + "\n");
        assertThat(partly.err()).contains(third.toString(), "there is no signature");
    }
}
