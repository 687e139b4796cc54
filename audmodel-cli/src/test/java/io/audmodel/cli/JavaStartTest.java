package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM below the launcher: its flags, and its own ends. */
class JavaStartTest {

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        tool.publish("emotion", "1.0.0", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
        "JDK_JAVA_OPTIONS, -XX:+UseParallelGC",
        "_JAVA_OPTIONS, -XX:+UseG1GC",
        "JAVA_TOOL_OPTIONS, -Xshare:off",
        "JAVA_TOOL_OPTIONS, -Xmx128m",
        // What Java says itself is no result.
        "JAVA_TOOL_OPTIONS, -XX:+PrintCommandLineFlags"
    })
    void flagsInVariables_doNotMeetThoseOfTheLauncher(String variable, String flag) {
        Outcome outcome = tool.shell(variable + "=" + flag + " audmodel exists 00000000-1");

        assertThat(outcome.out()).as("%s", outcome).isEqualTo("false\n");
        assertThat(outcome.status()).isEqualTo(1);
    }

    /** What the archive has not is read from the jar and verified in each process, which doubles the time of a short one. */
    @ParameterizedTest
    @MethodSource("io.audmodel.cli.Jdks#all")
    void classes_comeFromTheArchive(Path jdk) throws IOException {
        // With flags in these the launcher uses no archive.
        String command =
                "unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS; export JAVA_HOME='" + jdk + "'; audmodel exists 00000000-1";
        assertThat(tool.shell(command).out()).as("which makes the archive").isEqualTo("false\n");
        Path log = folder.resolve("classes");

        Outcome outcome = tool.shell("export _JAVA_OPTIONS='-Xlog:class+load:file=" + log + "'; " + command);

        assertThat(outcome.out()).as("%s", outcome).isEqualTo("false\n");
        assertThat(Files.readAllLines(log))
                .as("with the archive in audmodel-cli/target, if it could be made")
                .anyMatch(line -> line.contains(" picocli.CommandLine source: shared objects file"))
                .noneMatch(line -> line.contains(" source: file:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+NoSuchFlag", "-Xmx100000g", "-agentlib:jdwp=transport=dt_socket,address=no:port"})
    void javaThatCannotStart_isNotTakenForAnAnswer(String flag) {
        Outcome outcome = tool.shell("JAVA_TOOL_OPTIONS='" + flag + "' audmodel exists 00000000-1");

        assertThat(outcome.status()).as("%s", outcome).isEqualTo(6);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("audmodel: Java ended with status ", "JAVA_TOOL_OPTIONS");
    }

    @Test
    void javaThatIsMissing_hasTheSameStatus() {
        tool.shell("JAVA_HOME=/nowhere audmodel exists 00000000-1")
                .failed(6, "no Java is found: JAVA_HOME is /nowhere, which has no bin/java");
    }

    @Test
    void standardInput_thatIsClosed_isEmpty() {
        assertThat(tool.shell("audmodel uid --name n <&-").line()).isEqualTo("92275ccb");
        assertThat(tool.shell("audmodel uid --name n --params - <&-").line()).isEqualTo("92275ccb");
        assertThat(tool.shell("echo 'a: 1' | audmodel uid --name n --params -").line())
                .isEqualTo("76abb51c");
    }
}
