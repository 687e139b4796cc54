package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.vectors.TypedVectors;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PythonTextTest {

    static Stream<Arguments> reprs() {
        LocalDateTime day = LocalDateTime.of(2001, 12, 14, 0, 0);
        return Stream.of(
                Arguments.of(null, "None"),
                Arguments.of(true, "True"),
                Arguments.of(-7, "-7"),
                Arguments.of(BigInteger.TEN.pow(30), "1" + "0".repeat(30)),
                Arguments.of(1e-5f, "1e-05"),
                Arguments.of(LocalDate.of(2020, 2, 29), "datetime.date(2020, 2, 29)"),
                Arguments.of(LocalDate.of(1, 1, 1), "datetime.date(1, 1, 1)"),
                Arguments.of(day, "datetime.datetime(2001, 12, 14, 0, 0)"),
                Arguments.of(day.plusSeconds(43), "datetime.datetime(2001, 12, 14, 0, 0, 43)"),
                Arguments.of(day.plusNanos(100_000_000), "datetime.datetime(2001, 12, 14, 0, 0, 0, 100000)"),
                Arguments.of(
                        OffsetDateTime.parse("2001-12-14T21:59:43.1Z"),
                        "datetime.datetime(2001, 12, 14, 21, 59, 43, 100000, tzinfo=datetime.timezone.utc)"),
                Arguments.of(
                        OffsetDateTime.parse("2001-12-14T21:59-05:00"),
                        "datetime.datetime(2001, 12, 14, 21, 59, "
                                + "tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))"),
                Arguments.of(
                        OffsetDateTime.parse("2001-12-14T21:59+05:30"),
                        "datetime.datetime(2001, 12, 14, 21, 59, "
                                + "tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))"),
                Arguments.of(new byte[] {0, 9, 65, (byte) 255}, "b'\\x00\\tA\\xff'"),
                Arguments.of("it's".getBytes(StandardCharsets.US_ASCII), "b\"it's\""),
                Arguments.of(List.of(1, List.of(), Map.of()), "[1, [], {}]"));
    }

    @ParameterizedTest
    @MethodSource("reprs")
    void of_writesEachKindAsPythonDoes(@Nullable Object value, String expected) {
        assertThat(PythonText.of(map("k", value))).isEqualTo("{'k': " + expected + "}");
    }

    @Test
    void of_writesTextsAndBytesAsPythonDoesInEveryRow() {
        List<JsonNode> rows = TypedVectors.rows("string-repr.jsonl");

        assertThat(rows).hasSizeGreaterThan(300).allSatisfy(row -> {
            String value = row.get("value").textValue();
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            assertThat(PythonText.ofValue(value)).isEqualTo(row.get("repr").textValue());
            assertThat(PythonText.ofValue(bytes)).isEqualTo(row.get("bytes").textValue());
        });
    }

    @Test
    void of_keepsTheOrderOfKeys_ofSortedSortsTheTopLevelOnly() {
        Map<Object, Object> tree = map("b", map("z", 1, "a", 2), "B", 1, "\uD83D\uDE00", 2, "\uFFFD", 3);

        assertThat(PythonText.of(tree)).isEqualTo("{'b': {'z': 1, 'a': 2}, 'B': 1, '\uD83D\uDE00': 2, '\uFFFD': 3}");
        assertThat(PythonText.ofSorted(tree))
                .isEqualTo("{'B': 1, 'b': {'z': 1, 'a': 2}, '\uFFFD': 3, '\uD83D\uDE00': 2}");
    }

    @Test
    void ofSorted_sortsNumbersByValue() {
        Map<Object, Object> tree = map(
                10,
                0,
                9.5,
                0,
                true,
                0,
                BigInteger.TEN.pow(20),
                0,
                Double.NEGATIVE_INFINITY,
                0,
                -3,
                0,
                1e300,
                0,
                Double.POSITIVE_INFINITY,
                0);

        assertThat(PythonText.ofSorted(tree))
                .isEqualTo("{-inf: 0, -3: 0, True: 0, 9.5: 0, 10: 0, 100000000000000000000: 0, 1e+300: 0, inf: 0}");
    }

    @Test
    void ofSorted_sortsDatesAndBytes() {
        assertThat(PythonText.ofSorted(map(LocalDate.of(2, 1, 1), 0, LocalDate.of(1, 1, 1), 0)))
                .isEqualTo("{datetime.date(1, 1, 1): 0, datetime.date(2, 1, 1): 0}");
        assertThat(PythonText.ofSorted(map(new byte[] {-1}, 0, new byte[] {1}, 0)))
                .isEqualTo("{b'\\x01': 0, b'\\xff': 0}");
        assertThat(PythonText.ofSorted(map(
                        OffsetDateTime.parse("2020-01-01T01:00+02:00"),
                        1,
                        OffsetDateTime.parse("2020-01-01T00:00Z"),
                        2)))
                .startsWith("{datetime.datetime(2020, 1, 1, 1, 0, tz");
        assertThat(PythonText.ofSorted(map(LocalDateTime.of(2, 1, 1, 0, 0), 0, LocalDateTime.of(1, 1, 1, 0, 0), 0)))
                .startsWith("{datetime.datetime(1,");
    }

    @ParameterizedTest
    @MethodSource("incomparable")
    void ofSorted_refusesKeysThatPythonCannotSort(@Nullable Object first, Object second, String problem) {
        assertThatThrownBy(() -> PythonText.ofSorted(map(first, 0, second, 0)))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining(problem);
    }

    static Stream<Arguments> incomparable() {
        return Stream.of(
                Arguments.of("a", 1, "'a' and 1 cannot be sorted together"),
                Arguments.of(null, "a", "None and 'a'"),
                Arguments.of(Double.NaN, 1, "nan and 1"),
                Arguments.of(
                        LocalDate.EPOCH,
                        LocalDate.EPOCH.atStartOfDay(),
                        "datetime.date(1970, 1, 1) and datetime.datetime(1970, 1, 1, 0, 0) cannot be sorted together"),
                Arguments.of(
                        LocalDate.EPOCH.atStartOfDay(),
                        OffsetDateTime.parse("2020-01-01T00:00Z"),
                        "datetime.datetime(1970, 1, 1, 0, 0) and datetime.datetime(2020"));
    }

    @Test
    void ofSorted_takesOneKeyOfAnyKind() {
        assertThat(PythonText.ofSorted(map(null, 1))).isEqualTo("{None: 1}");
        assertThat(PythonText.ofSorted(map(Double.NaN, 1))).isEqualTo("{nan: 1}");
        assertThat(PythonText.ofSorted(Map.of())).isEqualTo("{}");
    }

    private static Map<Object, Object> map(@Nullable Object... keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (var each = Arrays.asList(keysAndValues).iterator(); each.hasNext(); ) {
            map.put(each.next(), each.next());
        }
        return map;
    }
}
