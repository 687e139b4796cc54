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

    @ParameterizedTest
    @ValueSource(strings = {"~anna/models", "~anna", "~~/a"})
    void tilde_ofAnotherUser_isNotTakenForAFolder(String text) {
        assertThatThrownBy(() -> environment(Map.of()).path(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'" + text + "'", "home of another user", "./" + text);
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
