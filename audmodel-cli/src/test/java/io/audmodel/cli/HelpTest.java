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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

@Tag("one-jdk")
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
                .contains("Usage: audmodel alias set ")
                .containsPattern("ALIAS\\s+REF\\R");
        assertThat(tool.runProcess("--version").line()).startsWith("audmodel 0.");
    }

    @Test
    void help_ofEachCommandSaysWhatItDoesAndTakes() {
        assertThat(all(0)).hasSizeGreaterThan(20).allSatisfy(command -> {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getUsageMessage()).as(name).contains("Usage: " + name);
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as(name)
                    .isNotEmpty();
            assertThat(command.getCommandSpec().args()).as(name).allMatch(HelpTest::isExplained);
        });
    }

    @Test
    void help_isACommandToo() {
        assertThat(tool.run("help").succeeded().out())
                .isEqualTo(tool.run("--help").out())
                .satisfies(help -> assertThat(help.replaceAll("\\s+", " "))
                        .contains(
                                "6 Java could not start; 7 no signature",
                                "trusted; 130 cancelled",
                                "141 the reader of the result"));
        assertThat(tool.run("help", "alias", "set").succeeded().out())
                .isEqualTo(tool.run("alias", "set", "--help").out());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 100})
    void help_breaksLinesBetweenWords_andNoExamples(int width) {
        for (CommandLine command : all(width + 1)) {
            List<String> lines = command.getUsageMessage().lines().toList();
            String name = command.getCommandSpec().qualifiedName();
            assertThat(lines)
                    .as(name)
                    .allMatch(line -> line.length() <= width
                            || line.startsWith("Example: ")
                            || line.strip().split(" {2,}| ").length <= 2);
            assertThat(words(lines)).as(name).isEqualTo(words(unbroken(name)));
        }
    }

    /** Of all commands, what is said of them in a terminal that is as wide as lines become. */
    private static List<String> unbroken(String name) {
        return all(0).stream()
                .filter(command -> command.getCommandSpec().qualifiedName().equals(name))
                .flatMap(command -> command.getUsageMessage().lines())
                .toList();
    }

    private static List<String> words(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.strip().split(" +")))
                .toList();
    }

    private static List<CommandLine> all(int columns) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine root = CommandLines.of(new Terminal(System.in, OutputStream.nullOutputStream(), nowhere, nowhere));
        HelpText.arrange(root, columns);
        List<CommandLine> commands = new ArrayList<>();
        collect(root, commands);
        return commands;
    }

    @Test
    void help_ofALongOption_isIndentedAsThatOfOthers() {
        String help = tool.run("publish", "--help").succeeded().out();

        assertThat(help).containsPattern("(?m)^ {6}--sign-command=COMMAND \\S.*\\R {31}\\S");
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
                                + " && _complete_audmodel && echo \"${COMPREPLY[@]}\""
                                + " && COMP_WORDS=(audmodel url a --type '') COMP_CWORD=4"
                                + " && _complete_audmodel && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes()).strip()).isEqualTo("alias\nmodel header meta");
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
