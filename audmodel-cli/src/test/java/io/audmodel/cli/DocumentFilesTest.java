package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFilesTest {

    @Test
    void json_hasTheNumbersThatPythonWrites() {
        assertThat(read("\ufeff {\"a\": NaN, \"b\": [Infinity, -Infinity], \"c\": 1e-05, \"d\": 1e400}"))
                .isEqualTo(Map.of(
                        "a",
                        Double.NaN,
                        "b",
                        java.util.List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                        "c",
                        1e-5,
                        "d",
                        Double.POSITIVE_INFINITY));
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"lr": 1e-05, "best": nan}  | line 1, column 23 | 'nan'
            {"lr": 1e-05,}              | line 1, column 14 | '}'
            {"lr": 1e-05                | line 1, column 13 | end
            {"lr": +INF}                | line 1            | '+INF' is no number
            {"lr": +1}                  | line 1, column 9  | plus sign
            {"lr": 1, "lr": 2}          | line 1            | 'lr'
            {"lr": 1} // rate           | line 1, column 11 | '/'
            {"lr": 1} {}                | line 1            | more
            {                           | line 1            | end
            """)
    void json_withAFlaw_isNotTakenForYaml(String text, String place, String words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("standard input is not JSON", place, words)
                .message()
                .doesNotContain("Feature", "REDACTED", "code ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11111111111", "[[[[[[[[[[["})
    void json_beyondWhatIsRead_namesTheLimitAndNoClass(String piece) {
        assertThatThrownBy(() -> read("{\"a\": " + piece.repeat(1000)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("line 1, column ", "exceeds the maximum")
                .message()
                .doesNotContain("Constraints", "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lr: 1.0e-05", "{lr: 1.0e-05}", "{'lr': 1.0e-05}", "{ # rate\n  lr: 1.0e-05}"})
    void yaml_isWhatDoesNotBeginAsJson(String text) {
        assertThat(read(text)).isEqualTo(Map.of("lr", 1e-5));
    }

    private static Map<Object, Object> read(String text) {
        return new DocumentFiles(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).mapping("-");
    }
}
