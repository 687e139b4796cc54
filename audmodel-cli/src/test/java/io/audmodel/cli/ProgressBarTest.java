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

class ProgressBarTest {

    private static final String WIPE = "\r\u001b[K";

    @TempDir
    private Path folder;

    @Test
    void bar_fillsAndIsWipedOut() {
        StringWriter shown = new StringWriter();
        try (ProgressBar bar = new ProgressBar(new PrintWriter(shown))) {
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

    @Test
    void bar_isShownOnATerminalAlone() {
        Tool tool = new Tool(folder);
        List<String> command = Tool.command("publish", tool.model(), "--name", "a", "--version", "1.0.0");

        assertThat(tool.end(tool.start(command)).succeeded().err()).isEmpty();
        command.set(command.size() - 1, "2");
        // Of util-linux; it runs a command on a terminal, which both outputs go to.
        Outcome shown = tool.end(tool.start(List.of("script", "-qec", quoted(command), "/dev/null")));
        assertThat(shown.status()).as("%s", shown).isZero();
        assertThat(shown.out())
                .startsWith(WIPE + "publish  [")
                .contains("] 100% of ")
                .endsWith("-2\r\n");
    }

    private static String quoted(List<String> command) {
        return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}
