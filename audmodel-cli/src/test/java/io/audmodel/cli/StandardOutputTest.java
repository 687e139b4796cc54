package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that ends before the result does. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes /dev/full")
class StandardOutputTest {

    @TempDir
    private static Path folder;

    private static Tool tool;

    @BeforeAll
    static void publish() {
        tool = new Tool(folder);
        for (int i = 0; i < 20; i++) {
            tool.publish("emotion", "1.0." + i, Map.of());
        }
    }

    @Test
    void find_endsQuietlyWhereItsReaderHasEnough() {
        // The reader takes one line and leaves; what the tool still writes meets a pipe without a reader.
        Outcome outcome = tool.shell(
                "audmodel find | { read -r line; echo \"$line\"; exec <&-; sleep 0; }\n" + "echo \"${PIPESTATUS[0]}\"");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().findFirst().orElseThrow()).matches("[0-9a-f]{8}-1\\.0\\.[0-9]+");
        assertThat(outcome.out()).endsWith("\n141\n");
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
