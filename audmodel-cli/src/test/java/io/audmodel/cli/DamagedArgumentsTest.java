package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments beyond ASCII where the locale has none. The expected id is what the Python package answers. */
@Tag("one-jdk")
class DamagedArgumentsTest {

    private static final String ID = "b8d1eba2";

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LANG=C", "LC_ALL=POSIX", "LC_CTYPE=C", "LANG=xx_XX.UTF-8", "LC_ALL=tr_TR"})
    void launcher_hasALocaleThatHasThem(String locale) {
        assertThat(tool.shell("unset LANG LC_ALL LC_CTYPE; " + "env " + locale
                                + " audmodel uid --name n --param 'a=\u00fc'")
                        .line())
                .isEqualTo(ID);
    }

    static Stream<Path> javas() throws IOException {
        return Jdks.all().map(home -> home.resolve("bin/java"));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void jar_refusesWhatWasDamagedBeforeItSawIt(Path java) {
        String jar = java + " -jar '" + Tool.CHECKOUT.resolve("audmodel-cli/target/audmodel.jar") + "' ";

        tool.shell("LC_ALL=C " + jar + "uid --name n --param 'a=\u00fc'")
                .failed(2, "the argument 'a=", "LC_ALL=C.UTF-8");
        tool.shell("LC_ALL=C.UTF-8 " + jar + "uid --name n --param $'a=\\xfc'").failed(2, "the argument 'a=");
        tool.shell("mkdir -p '\u00f6'; cd '\u00f6'; LC_ALL=C " + jar + "uid --name n")
                .failed(2, "the working folder");
        assertThat(tool.shell("LC_ALL=C.UTF-8 " + jar + "uid --name n --param 'a=\u00fc'")
                        .line())
                .isEqualTo(ID);
    }

    @Test
    void jar_takesAReplacementCharacterThatWasTyped() {
        assertThat(tool.run("uid", "--name", "n", "--param", "a=\uFFFD").line()).isEqualTo("17e3a127");
    }

    // "@file" is a name like any other, and not a file with arguments in an encoding that nobody knows.
    @Test
    void argument_isNoFileOfArguments() throws IOException {
        Files.write(folder.resolve("anna"), List.of("--version=1"));
        tool.run("uid", "--name", "@anna").failed(2, "'@anna' is not a model name");
    }
}
