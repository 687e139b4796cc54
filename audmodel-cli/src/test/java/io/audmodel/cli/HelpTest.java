package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class HelpTest {

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
    }

    @Test
    void help_isAResult() {
        assertThat(tool.run("--help").succeeded().out()).contains("Usage: audmodel ", "latest-version", "Exit status:");
        assertThat(tool.run("alias", "set", "--help").succeeded().out())
                .contains("Usage: audmodel alias set ", "ALIAS REF");
        assertThat(tool.run("--version").line()).startsWith("audmodel 0.");
    }

    @Test
    void help_ofEachCommandSaysWhatItDoesAndTakes() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        List<CommandLine> commands = new ArrayList<>();
        collect(CommandLines.of(new Terminal(System.in, OutputStream.nullOutputStream(), nowhere, nowhere)), commands);

        assertThat(commands).hasSizeGreaterThan(20).allSatisfy(command -> {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getUsageMessage()).as(name).contains("Usage: " + name);
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as(name)
                    .isNotEmpty();
            assertThat(command.getCommandSpec().args()).as(name).allMatch(HelpTest::isExplained);
        });
    }

    @Test
    void tool_withoutACommandSaysWhereHelpIs() {
        tool.run().failed(2, "command is missing", "see 'audmodel --help'");
    }

    // Outside of a completion there is no 'compopt'.
    @Test
    void completion_isAScriptThatTheShellTakes() throws IOException, InterruptedException {
        Path script = folder.resolve("completion.sh");
        Files.writeString(script, tool.run("completion").succeeded().out());

        Process shell = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script + "' && compopt() { :; } && COMP_WORDS=(audmodel ali) COMP_CWORD=1"
                                + " && _complete_audmodel && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes()).strip()).isEqualTo("alias");
        assertThat(shell.waitFor()).isZero();
    }

    private static boolean isExplained(ArgSpec argument) {
        return argument.description().length > 0 && !argument.description()[0].isBlank();
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        for (Map.Entry<String, CommandLine> below : command.getSubcommands().entrySet()) {
            collect(below.getValue(), all);
        }
    }
}
