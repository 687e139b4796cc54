package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.LimitExceededException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.serializer.Serializer;
import io.audmodel.value.Tree;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that would take unreasonable memory, time or stack are refused, at a bounded cost. */
@Tag("one-jdk")
class YamlLimitsTest {

    private final Serializer yaml = new YamlSerializerProvider().create();

    @Test
    void read_refusesHundredMegabytesOfGarbageBeforeParsing() {
        assertThatThrownBy(() -> yaml.read(new byte[100_000_000], "garbage.yaml"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContainingAll("garbage.yaml", "100000000", String.valueOf(Limits.BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: "})
    void read_refusesDeepNesting(String opening) {
        assertExceeds(opening.repeat(1_000_000), "nested deeper than " + Tree.MAX_DEPTH);
    }

    @Test
    void read_takesTheDeepestTreeAndNoDeeper() {
        String deepest = "[".repeat(Tree.MAX_DEPTH) + "]".repeat(Tree.MAX_DEPTH);

        assertThat(read(deepest)).isInstanceOf(List.class);
        assertExceeds("[" + deepest + "]", "nested deeper");
    }

    @Test
    void read_refusesNestingByAliases() {
        StringBuilder document = new StringBuilder("- &a0 []\n");
        for (int i = 1; i < 300; i++) {
            document.append("- &a" + i + " [*a" + (i - 1) + "]\n");
        }
        assertExceeds(document.toString(), "nested deeper");
    }

    @Test
    void read_refusesNestingByMergedAliases() {
        StringBuilder document = new StringBuilder("- &a0 {k: []}\n");
        for (int i = 1; i < 300; i++) {
            document.append("- &a" + i + " {k: {<<: *a" + (i - 1) + "}}\n");
        }
        assertExceeds(document.toString(), "nested deeper");
    }

    @Test
    void read_refusesAliasBombs() {
        StringBuilder document = new StringBuilder("- &a0 [lol]\n");
        for (int i = 1; i < 12; i++) {
            document.append("- &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n");
        }
        assertExceeds(document.toString(), "more than " + Tree.MAX_VALUES + " values");
    }

    @Test
    void read_refusesMergeBombs() {
        StringBuilder wide = new StringBuilder("- &a {");
        for (int i = 0; i < 50_000; i++) {
            wide.append("k" + i + ": v, ");
        }
        assertExceeds(wide + "}\n" + "- {<<: *a}\n".repeat(50_000), "values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&a [*a]", "&a {b: [*a]}", "&a {<<: *a}", "&a {*a : b}", "- &a\n  - - *a\n"})
    void read_refusesRecursion(String document) {
        assertExceeds(document, "alias *a stands within");
    }

    @Test
    void read_refusesIntegersBeyondTheLimitAndTakesTheLargest() {
        BigInteger largest =
                BigInteger.TEN.pow(Limits.DIGITS).subtract(BigInteger.ONE).negate();

        assertThat(read("a: " + largest)).isEqualTo(Map.of("a", largest));
        assertThat(read(new String(yaml.write(largest), StandardCharsets.UTF_8)))
                .isEqualTo(largest);
        assertExceeds("a: 1" + "0".repeat(Limits.DIGITS), (Limits.DIGITS + 1) + " digits");
        assertExceeds("a: " + "1".repeat(1_000_000), "digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:", "1:1:", "1_", "0", ".", "-", "a ", "\\", "\\L", "~"})
    void read_takesLongScalarsWithoutDeepRecursion(String part) {
        String text = part.repeat(1_000_000 / part.length()) + "x";

        assertThat(read(text)).isEqualTo(text);
        assertThat(read("'" + text + "'")).isEqualTo(text);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void read_takesALongCommentInLinearTime() {
        // Takes longer than anybody waits if the parser's buffer is not as large as the document.
        assertThat(read("#".repeat(Limits.BYTES))).isNull();
    }

    @Test
    void write_refusesDocumentsThatCouldNotBeRead() {
        List<String> tooMuch = Collections.nCopies(200, "x".repeat(100_000));

        assertThatThrownBy(() -> yaml.write(tooMuch))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining(String.valueOf(Limits.BYTES));
    }

    private void assertExceeds(String document, String problem) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContainingAll("limits.yaml", "line ", problem);
    }

    private Object read(String document) {
        return yaml.read(document.getBytes(StandardCharsets.UTF_8), "limits.yaml");
    }
}
