package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.AudModel;
import io.audmodel.cache.HeldModel;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class CacheCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId one;
    private ModelId two;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        one = tool.publish("emotion", "1.0.0", Map.of());
        two = tool.publish("emotion", "2.0.0", Map.of());
        try (AudModel audmodel = tool.client()) {
            List.of(one, two).forEach(audmodel::load);
        }
    }

    @Test
    void list_namesIdSizeAndLastUse() {
        assertThat(tool.run("cache", "list").succeeded().out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\S+\t8\t20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z"))
                .anyMatch(line -> line.startsWith(one + "\t"));
        assertThat(tool.run("cache", "list", "--json").succeeded().out())
                .contains("\"id\": \"" + two + "\"", "\"size\": 8", "\"folder\": \"" + tool.cache());
    }

    @Test
    void remove_takesOneModelAway() {
        assertThat(tool.run("cache", "remove", one).succeeded().out()).isEmpty();

        assertThat(cached()).containsExactly(two);
        tool.run("cache", "remove", one).failed(1, one + " is not in the cache");
    }

    @Test
    void prune_removesWhatTheRuleSays() {
        Outcome sparing = tool.run("cache", "prune", "--max-size", "0");
        assertThat(sparing.status()).isZero();
        assertThat(sparing.out()).isEmpty();
        assertThat(sparing.err())
                .isEqualTo(
                        "audmodel: 2 models stay that would have gone, used within 1h (--sparing) or in use at this moment\n");
        assertThat(tool.run("cache", "prune", "--older-than", "30d", "--max-size", "1GB")
                        .succeeded()
                        .out())
                .isEmpty();
        assertThat(cached()).hasSize(2);

        assertThat(tool.run("cache", "prune", "--max-size", "8B", "--sparing", "0")
                        .succeeded()
                        .out())
                .isIn(one + "\n", two + "\n");
        assertThat(tool.run("cache", "prune", "--older-than", "0s", "--sparing", "0s", "--json")
                        .succeeded()
                        .out())
                .contains("\"removed\": [", "\"bytesFreed\": 8", "\"bytesLeft\": 0");
        assertThat(cached()).isEmpty();
    }

    @Test
    void held_isCountedByPrune_andRefusedToRemove() {
        try (AudModel audmodel = tool.client();
                HeldModel held = audmodel.hold(one)) {
            assertThat(held.folder()).isNotEmptyDirectory();
            String holder = "held by the process " + ProcessHandle.current().pid();
            assertThat(tool.run("cache", "list").succeeded().out().lines().filter(line -> line.contains("held")))
                    .singleElement()
                    .asString()
                    .startsWith(one + "\t")
                    .contains("\t" + holder);
            assertThat(tool.run("cache", "list", "--json").succeeded().out())
                    .contains("\"heldBy\": \"" + holder.substring("held by ".length()), "\"heldBy\": null");
            Outcome pruned = tool.run("cache", "prune", "--max-size", "0", "--sparing", "0");
            assertThat(pruned.status()).isZero();
            assertThat(pruned.out()).isEqualTo(two + "\n");
            assertThat(pruned.err()).isEqualTo("audmodel: 1 model stays that would have gone, held by a process\n");
            assertThat(tool.run("cache", "prune", "--max-size", "0", "--sparing", "0", "--json")
                            .out())
                    .contains("\"held\": [");
            tool.run("cache", "remove", one)
                    .failed(
                            4,
                            " is held by the process " + ProcessHandle.current().pid(),
                            "end that process");
            assertThat(cached()).containsExactly(one);
        }
        tool.run("cache", "remove", one).succeeded();
    }

    // A folder that is mounted read-only is so for the superuser too.
    @Test
    void prune_saysWhatItMayNotRemove() {
        assumeTrue(System.getProperty("user.name").equals("root"), "the superuser alone can mount");
        Outcome outcome = tool.shell("unshare --mount --propagation private sh -c 'mount --bind cache cache"
                + " && mount -o remount,ro,bind cache && audmodel cache prune --older-than 0s --sparing 0s'");

        outcome.failed(3, " stays in the cache: ", "1 more");
        assertThat(cached()).hasSize(2);
    }

    @Test
    void cache_refusesWrongArguments() {
        tool.run("cache").failed(2, "command is missing", "see 'audmodel cache --help'");
        tool.run("cache", "list", "more").failed(2, "'more'");
        tool.run("cache", "remove").failed(2, "REF");
        tool.run("cache", "prune").failed(2, "--max-size");
        tool.run("cache", "prune", "--max-size", "10").failed(2, "'10' is not a size");
        tool.run("cache", "prune", "--older-than", "1y").failed(2, "'1y' is not a time");
    }

    private List<Object> cached() {
        try (AudModel audmodel = tool.client()) {
            return audmodel.cache().list().stream()
                    .map(model -> (Object) model.ref())
                    .toList();
        }
    }

    @Test
    void permissions_areThoseOfTheOption() throws IOException {
        Path shared = folder.resolve("shared");

        Path model = Path.of(tool.run("load", one, "--cache-root", shared, "--cache-permissions", "rwxrws---")
                .line());

        assertThat(Files.getPosixFilePermissions(model.resolve("net/weights.txt")))
                .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-rw----"));
        tool.run("load", one, "--cache-permissions", "all").failed(2, "'all'");
    }
}
