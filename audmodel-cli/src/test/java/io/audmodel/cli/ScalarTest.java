package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Binary;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("1", 1),
                Arguments.of("+1", 1),
                Arguments.of("-1", -1),
                Arguments.of("007", 7),
                Arguments.of("08", 8),
                Arguments.of("0x1F", 31),
                Arguments.of("0o17", 15),
                Arguments.of("5000000000", 5_000_000_000L),
                Arguments.of("1" + "0".repeat(30), BigInteger.TEN.pow(30)),
                Arguments.of("1e-5", 1e-5),
                Arguments.of("1e-05", 1e-5),
                Arguments.of("1E3", 1e3),
                Arguments.of("1.0E10", 1e10),
                Arguments.of("1.0e-05", 1e-5),
                Arguments.of("-.5", -0.5),
                Arguments.of("5.", 5.0),
                Arguments.of("-0.0", -0.0),
                Arguments.of("-.inf", Double.NEGATIVE_INFINITY),
                Arguments.of("", null),
                Arguments.of("~", null),
                Arguments.of("yes", true),
                Arguments.of("2024-01-31", LocalDate.of(2024, 1, 31)),
                Arguments.of(".nan", Double.NaN),
                Arguments.of("null", null),
                Arguments.of("'None'", "None"),
                Arguments.of("none", "none"),
                Arguments.of("(a)", "(a)"),
                Arguments.of("f(1, 2)", "f(1, 2)"),
                Arguments.of("information", "information"),
                Arguments.of("e5", "e5"),
                Arguments.of("1e", "1e"),
                Arguments.of("'1e-5'", "1e-5"),
                Arguments.of("\"16:9\"", "16:9"),
                Arguments.of("'#ff0000'", "#ff0000"),
                Arguments.of("!!int 010", 8),
                Arguments.of("!!str 010", "010"),
                Arguments.of("!!binary AQI=", Binary.of(new byte[] {1, 2})),
                Arguments.of("a#b", "a#b"),
                Arguments.of(" cnn 10 ", "cnn 10"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isWhatJsonAndYamlSay(String text, @Nullable Object expected) {
        assertThat(Scalar.parse(text, "--param a")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "1_000", "16:9", "12:30:15.5", "0b11", "-0x1F", "1_0.5", "1 # one"})
    void number_thatTwoVersionsOfYamlReadDifferently_isRefused(String text) {
        assertThatThrownBy(() -> Scalar.parse(text, "--param a"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("--param a", "'" + text + "'", "YAML 1.1", "YAML 1.2", "quotes");
    }

    @Test
    void refusedNumber_isSaidInASentence() {
        assertThatThrownBy(() -> Scalar.parse("010", "--param a"))
                .hasMessageStartingWith(
                        "the value of --param a: '010' is the number 8 in YAML 1.1 and 10 in YAML 1.2 and JSON;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ff0000", "a #b", "yes # or no", "---", "--- a", "|", ">", "a\nb"})
    void text_thatYamlWouldTakeInPart_isRefused(String text) {
        assertThatThrownBy(() -> Scalar.parse(text, "--param a"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("--param a", "'" + text.replace('\n', ' ') + "'", "quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "None | null",
                "NaN | .nan",
                "nan | .nan",
                "inf | .inf",
                "-Infinity | -.inf",
                "(1, 2) | !!python/tuple [1, 2] in a file",
                "() | !!python/tuple [] in a file"
            })
    void valueOfPython_thatIsTextInYaml_isRefused(String text, String way) {
        assertThatThrownBy(() -> Scalar.parse(text, "--param a"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("--param a", "'" + text + "' is text", "is " + way + ";", "quotes");
    }

    @Test
    void number_ofTooManyDigits_isRefusedAsEverywhere() {
        assertThatThrownBy(() -> Scalar.parse("1".repeat(5000), "--param a")).hasMessageContaining("4300");
    }
}
