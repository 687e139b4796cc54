package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.Progress;
import io.audmodel.Progress.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

    private static final String WIPE = "\r\u001b[K";

    @TempDir
    private Path folder;

    @Test
    void bar_fillsAndIsWipedOut() {
        StringWriter shown = new StringWriter();
        try (ProgressBar bar = new ProgressBar(new PrintWriter(shown), 0)) {
            bar.onProgress(new Progress(Phase.DOWNLOAD, 0, 2_500_000));
            bar.onProgress(new Progress(Phase.DOWNLOAD, 1, 2_500_000));
            bar.onProgress(new Progress(Phase.DOWNLOAD, 1_250_000, 2_500_000));
            bar.onProgress(new Progress(Phase.UNPACK, 3_000_000, -1));
        }
        assertThat(shown)
                .hasToString(WIPE + "download [" + " ".repeat(30) + "]   0% of 2.5 MB"
                        + WIPE + "download [" + "#".repeat(15) + " ".repeat(15) + "]  50% of 2.5 MB"
                        + WIPE + "unpack   3 MB"
                        + WIPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 20, 34, 40, 60, 80, 500})
    void bar_fitsIntoTheTerminal(int columns) {
        StringWriter shown = new StringWriter();
        try (ProgressBar bar = new ProgressBar(new PrintWriter(shown), columns)) {
            bar.onProgress(new Progress(Phase.DOWNLOAD, 1_250_000, 2_500_000));
        }
        String line = shown.toString().replace(WIPE, "");
        assertThat(line.length()).isBetween(columns == 1 ? 0 : 1, columns - 1);
        assertThat("download [" + "#".repeat(15) + " ".repeat(15) + "]  50% of 2.5 MB")
                .startsWith(columns == 500 ? line : line.substring(0, Math.min(line.length(), 9)));
        assertThat(line.contains("50%")).isEqualTo(columns >= 20);
    }

    @Test
    void bar_isShownOnATerminalAlone() {
        Tool tool = new Tool(folder);
        List<String> command = Tool.command("publish", tool.model(), "--name", "a", "--version", "1.0.0");

        assertThat(tool.end(tool.start(command)).succeeded().err()).isEmpty();
        command.set(command.size() - 1, "2.0.0");
        // Of util-linux; it runs a command on a terminal, which both outputs go to.
        Outcome shown = tool.end(tool.start(List.of("script", "-qec", quoted(command), "/dev/null")));
        assertThat(shown.status()).as("%s", shown).isZero();
        assertThat(shown.out())
                .startsWith(WIPE + "publish  [")
                .contains("] 100% of ")
                .endsWith("-2.0.0\r\n");
    }

    private static String quoted(List<String> command) {
        return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}
