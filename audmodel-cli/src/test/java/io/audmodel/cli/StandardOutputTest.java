package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that ends before the result does. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes /dev/full")
@Tag("one-jdk")
class StandardOutputTest {

    @TempDir
    private static Path folder;

    private static Tool tool;

    @BeforeAll
    static void publish() {
        tool = new Tool(folder);
        for (int i = 0; i < 20; i++) {
            tool.publish("emotion", "1.0." + i, Map.of("long", "x".repeat(8_000)));
        }
    }

    @Test
    void find_endsQuietlyWhereItsReaderHasEnough() {
        // All results are more than a pipe holds: what the tool still writes meets one without a reader.
        Outcome outcome = tool.shell("audmodel find --json | head -c 20\nstatus=${PIPESTATUS[0]}; echo; echo $status");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).hasSizeGreaterThan(20).endsWith("\n141\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "find --json", "uid --name a", "--help", "load --help", "completion"})
    void command_endsQuietlyWhereNobodyReads(String command) {
        assertThat(tool.shell("audmodel " + command + " | exec true\necho \"${PIPESTATUS[0]}\""))
                .isEqualTo(new Outcome(0, "141\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "uid --name a", "--help"})
    void command_saysThatItsResultIsLostWhereTheDiskIsFull(String command) {
        Outcome outcome = tool.shell("audmodel " + command + " >/dev/full");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("audmodel: the result could not be written: No space left")
                .containsOnlyOnce("\n");
    }
}
