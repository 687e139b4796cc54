package io.audmodel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @TempDir
    private Path home;

    private Environment environment(Map<String, String> variables) {
        return Environment.of(variables, home, "anna");
    }

    @Test
    void tilde_standsForTheHome() {
        assertThat(environment(Map.of()).path("~")).isEqualTo(home);
        assertThat(environment(Map.of()).path("~/models")).isEqualTo(home.resolve("models"));
        assertThat(environment(Map.of()).path("./~/models")).isEqualTo(Path.of("./~/models"));
    }

    @Test
    void emptyPath_isRefused_sinceItWouldBeTheWorkingFolder() {
        assertThatThrownBy(() -> environment(Map.of()).path(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("the path is empty", "not set", "working folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~anna/models", "~anna", "~~/a"})
    void tilde_ofAnotherUser_isNotTakenForAFolder(String text) {
        assertThatThrownBy(() -> environment(Map.of()).path(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'" + text + "'", "home of another user", "./" + text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "$NONE_SUCH/models,          which only a shell replaces",
                "${NONE_SUCH}/models,        which only a shell replaces",
                "/none/${NONE:-/x}/models,   which only a shell replaces",
                "/none/of-$NONE_SUCH,        which only a shell replaces",
                "$(pwd)/models,              which only a shell replaces",
                "%NONE_SUCH%/models,         which only a shell replaces",
                "~/$NONE_SUCH,               which only a shell replaces",
                "\"/data/models\",           leave them out",
                "'/data/models',             leave them out",
                "file:///data/models,        is a URL",
                "s3://bucket/models,         is a URL",
                "` /data/models`,            begins or ends with a blank",
                "`/data/models `,            begins or ends with a blank"
            })
    void path_thatNobodyMeans_isAnErrorWithTheWayOut(String text, String reason) {
        Environment environment = environment(Map.of("PLACE", text));

        assertThatThrownBy(() -> environment.path(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(text.replace("~", home.toString()), reason);
        assertThatThrownBy(() -> environment.pathInVariable("PLACE"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("the environment variable PLACE", reason);
    }

    @Test
    void path_withADollar_isAFolderThatExists() throws IOException {
        Path folder = Files.createDirectory(home.resolve("$HOME"));

        assertThat(environment(Map.of()).path("~/$HOME/models")).isEqualTo(folder.resolve("models"));
        assertThat(environment(Map.of()).path(folder.toString())).isEqualTo(folder);
        assertThat(environment(Map.of()).path("cost-in-$/100%")).isEqualTo(Path.of("cost-in-$/100%"));
    }

    @Test
    void variable_ofAFileWithALineBreakAtItsEnd_hasNone() {
        Environment environment = environment(Map.of("KEY", "AKC \r\n", "TWO", "a\nb"));

        assertThat(environment.variable("KEY")).contains("AKC ");
        assertThat(environment.variable("TWO")).contains("a\nb");
    }

    @Test
    void variable_whoseCharactersGotLost_isAnErrorWhereItIsAskedFor() {
        Environment environment = environment(Map.of("HOST", "f\uFFFD\uFFFDr", "NAME", "a"));

        assertThat(environment.variable("NAME")).contains("a");
        assertThatThrownBy(() -> environment.variable("HOST"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("HOST", "LC_ALL=C.UTF-8");
    }

    @Test
    void fileInTheHome_isNowhere_whereTheHomeIsNoFolder() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(environment(Map.of()).inHome("a/b")).contains(home.resolve("a/b"));
        assertThat(Environment.of(Map.of(), file, "anna").inHome("a/b")).isEmpty();
        assertThat(Environment.of(Map.of(), home.resolve("none"), "anna").inHome("a/b"))
                .isEmpty();
    }
}
