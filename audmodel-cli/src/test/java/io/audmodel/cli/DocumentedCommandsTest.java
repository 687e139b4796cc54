package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation shows what the tool prints: the commands of a page are run in one shell, in order. */
@Tag("one-jdk")
class DocumentedCommandsTest {

    private static final Pattern CONSOLE = Pattern.compile("(?s)```console\\n(.*?)```");

    /** Where the documentation plays. */
    private static final String HOME = "/home/me";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/command-line.md"})
    void output_isTheRealOne(String page) throws IOException, InterruptedException {
        List<Step> steps = CONSOLE.matcher(Files.readString(Tool.CHECKOUT.resolve(page)))
                .results()
                .flatMap(block -> Step.in(block.group(1).lines().toList()).stream())
                .toList();
        List<String> printed = run(steps);

        assertThat(steps).hasSizeGreaterThan(5);
        assertThat(IntStream.range(0, steps.size())
                        .mapToObj(i -> new Step(steps.get(i).command(), printed.get(i))))
                .containsExactlyElementsOf(steps);
    }

    /** What each command prints, to either stream. */
    private List<String> run(List<Step> steps) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        steps.forEach(step -> script.append(step.command()).append("\nprintf '\\1'\n"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("printed").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AUDMODEL_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", Tool.CHECKOUT.toString(), (path, ours) -> ours + ":" + path);
        assertThat(builder.start().waitFor()).isZero();
        String printed = Files.readString(home.resolve("printed")).replace(home.toString(), HOME);
        return List.of(printed.split("\1", -1));
    }

    private record Step(String command, String output) {

        static List<Step> in(List<String> lines) {
            List<Step> steps = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("$ ")) {
                    steps.add(new Step(line.substring(2), ""));
                } else {
                    Step last = steps.remove(steps.size() - 1);
                    boolean goesOn = last.output.isEmpty() && last.command.endsWith("\\");
                    steps.add(
                            goesOn
                                    ? new Step(last.command + "\n" + line, "")
                                    : new Step(last.command, last.output + line + "\n"));
                }
            }
            return steps;
        }
    }
}
