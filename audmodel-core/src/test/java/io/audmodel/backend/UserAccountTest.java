package io.audmodel.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.ConfigurationException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAccountTest {

    @Test
    void home_isThatOfTheVariable_thenThatOfThePasswdFile() {
        assertThat(new UserAccount(Map.of("HOME", "/homes/anna"), "/root", "root").home())
                .isEqualTo(Path.of("/homes/anna"));
        assertThat(new UserAccount(Map.of("HOME", " "), "/root", "root").home()).isEqualTo(Path.of("/root"));
        assertThat(new UserAccount(Map.of(), "/root", "root").home()).isEqualTo(Path.of("/root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", " "})
    void nobody_isNoNameAndNoFolder(String unknown) {
        UserAccount account = new UserAccount(Map.of(), unknown, unknown);

        assertThatThrownBy(account::home)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("HOME", "passwd", "set HOME");
        assertThatThrownBy(account::name)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("LOGNAME", "passwd", "set USER");
    }

    @ParameterizedTest
    @CsvSource({
        "LOGNAME=a;USER=b;LNAME=c;USERNAME=d, a",
        "LOGNAME=;USER=b;LNAME=c;USERNAME=d,  b",
        "LNAME=c;USERNAME=d,                  c",
        "USERNAME=d,                          d",
        "OTHER=e,                             root"
    })
    void name_isTheFirstThatPythonWouldTake(String variables, String expected) {
        Map<String, String> map = new HashMap<>();
        for (String variable : variables.split(";")) {
            map.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }

        assertThat(new UserAccount(map, "/root", "root").name()).isEqualTo(expected);
    }

    @Test
    void characters_thatTheLocaleLost_areAnError() {
        String damaged = "j\uFFFD\uFFFDrgen";

        assertThatThrownBy(() -> new UserAccount(Map.of("USER", damaged), "/root", "root").name())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("LC_ALL=C.UTF-8");
        assertThatThrownBy(() -> new UserAccount(Map.of(), "/homes/" + damaged, "root").home())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("LC_ALL=C.UTF-8");
        assertThatThrownBy(() -> new UserAccount(Map.of(), "/homes/a\0b", "root").home())
                .isInstanceOf(ConfigurationException.class);
    }
}
