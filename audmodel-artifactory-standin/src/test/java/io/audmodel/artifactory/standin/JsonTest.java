package io.audmodel.artifactory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server reads and writes, beside what Jackson makes of it. */
class JsonTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    private static final Map<String, Object> TREE = Map.of(
            "texts",
            List.of("", "\"\\/\b\f\n\r\t\0", "ü€𝄞", "{[:,]}"),
            "numbers",
            List.of(0L, -1L, Long.MAX_VALUE, 1.5, -1e300),
            "truth",
            Map.of("yes", true, "no", false),
            "empty",
            List.of(Map.of(), List.of()));

    @Test
    void whatIsWritten_isWhatJacksonReads() throws Exception {
        assertThat(JACKSON.readTree(JsonText.of(TREE))).isEqualTo(JACKSON.readTree(JACKSON.writeValueAsString(TREE)));
    }

    @Test
    void whatJacksonWrites_isRead() throws Exception {
        assertThat(JsonTree.of(JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(TREE)))
                .isEqualTo(TREE);
        assertThat(JsonTree.of("\"\\u00fc\\ud834\\udd1e\\/\"")).isEqualTo("ü𝄞/");
        assertThat(JsonTree.object("{\"a\":null}")).isEqualTo(Map.of("a", JsonTree.NULL));
        assertThat(JsonTree.object("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1", "[1 2]", "{\"a\"}", "{a:1}", "\"a", "nothing", "{} {}", "'a'", "1-", "]", "\"\\"})
    void everythingElse_isRefused(String text) {
        assertThatThrownBy(() -> JsonTree.of(text))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void anAbyss_isRefused() {
        assertThatThrownBy(() -> JsonTree.of("[".repeat(100_000))).isInstanceOf(Refusal.class);
    }
}
