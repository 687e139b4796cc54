package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Tree;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueConditionTest {

    private static final Map<Object, Object> VALUES = values();

    private static Map<Object, Object> values() {
        Map<Object, Object> values = new LinkedHashMap<>();
        values.put("layers", 3);
        values.put("rate", 0.5);
        values.put("huge", BigInteger.TEN.pow(30));
        values.put("name", "cnn10");
        values.put("on", true);
        values.put("none", null);
        values.put("when", LocalDate.of(2026, 2, 28));
        values.put("a.b", "dotted");
        values.put("a", Map.of("b", "nested", "c", Arrays.asList(1, Map.of("d", 2))));
        values.put(7, "seven");
        values.put("nan", Double.NaN);
        return Tree.copyOf(values);
    }

    private static boolean holds(String path, Comparison comparison, Object wanted) {
        return ValueCondition.of(path, comparison, wanted).holds(VALUES);
    }

    @Test
    void numbers_areComparedByWhatTheyAre() {
        assertThat(holds("layers", Comparison.EQUAL, 3L)).isTrue();
        assertThat(holds("layers", Comparison.EQUAL, 3.0)).isTrue();
        assertThat(holds("layers", Comparison.EQUAL, "3")).isFalse();
        assertThat(holds("layers", Comparison.NOT_EQUAL, "3")).isTrue();
        assertThat(holds("layers", Comparison.LESS, 3.1)).isTrue();
        assertThat(holds("layers", Comparison.AT_LEAST, 3)).isTrue();
        assertThat(holds("layers", Comparison.GREATER, 3)).isFalse();
        assertThat(holds("rate", Comparison.AT_MOST, 0.5)).isTrue();
        assertThat(holds("huge", Comparison.GREATER, Long.MAX_VALUE)).isTrue();
        assertThat(holds("huge", Comparison.LESS, Double.POSITIVE_INFINITY)).isTrue();
        assertThat(holds("nan", Comparison.AT_LEAST, 0)).isFalse();
        assertThat(holds("on", Comparison.EQUAL, 1)).isFalse();
        assertThat(holds("on", Comparison.EQUAL, true)).isTrue();
        assertThat(holds("on", Comparison.AT_LEAST, false)).isFalse();
    }

    @Test
    void textsAndDates_haveAnOrder() {
        assertThat(holds("name", Comparison.LIKE, "cnn*")).isTrue();
        assertThat(holds("name", Comparison.LIKE, "CNN*")).isFalse();
        assertThat(holds("layers", Comparison.LIKE, "*")).isFalse();
        assertThat(holds("name", Comparison.LESS, "dnn")).isTrue();
        assertThat(holds("when", Comparison.AT_MOST, LocalDate.of(2026, 2, 28))).isTrue();
        assertThat(holds("when", Comparison.GREATER, LocalDate.of(2025, 12, 31)))
                .isTrue();
        assertThat(holds("when", Comparison.GREATER, "2025")).isFalse();
    }

    @Test
    void paths_leadIntoMappingsAndLists() {
        assertThat(holds("a.b", Comparison.EQUAL, "nested")).isTrue();
        assertThat(holds("a.b", Comparison.EQUAL, "dotted")).isTrue();
        assertThat(holds("a.c.0", Comparison.EQUAL, 1)).isTrue();
        assertThat(holds("a.c.1.d", Comparison.EQUAL, 2)).isTrue();
        assertThat(holds("a.c", Comparison.EQUAL, List.of(1, Map.of("d", 2)))).isTrue();
        assertThat(holds("7", Comparison.EQUAL, "seven")).isTrue();
        assertThat(holds("a.c.2", Comparison.NOT_EQUAL, 1)).isFalse();
        assertThat(holds("layers.x", Comparison.EQUAL, 3)).isFalse();
    }

    @Test
    void nothing_isNotEqualToWhatIsMissing() {
        assertThat(holds("none", Comparison.EQUAL, null)).isTrue();
        assertThat(holds("missing", Comparison.EQUAL, null)).isFalse();
        assertThat(holds("missing", Comparison.NOT_EQUAL, 1)).isFalse();
        assertThat(holds("none", Comparison.NOT_EQUAL, 1)).isTrue();
        assertThat(holds("none", Comparison.LESS, 1)).isFalse();
    }

    @Test
    void likeANumber_isRefused() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> ValueCondition.of("layers", Comparison.LIKE, 3))
                .withMessageContaining("layers");
    }

    @Test
    void query_thatNothingCanMeet_isRefused() {
        for (Object value : Arrays.asList(true, null, Double.NaN, List.of(1), Map.of("a", 1), new byte[1])) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .as("%s", value)
                    .isThrownBy(() -> ModelQuery.all().parameter("a", Comparison.LESS, value))
                    .withMessageContaining("nothing is less or greater than")
                    .withMessageContaining("'a'");
            ModelQuery.all().meta("a", Comparison.NOT_EQUAL, value);
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> ModelQuery.all().meta("a.b", Comparison.AT_LEAST, false));
    }
}
