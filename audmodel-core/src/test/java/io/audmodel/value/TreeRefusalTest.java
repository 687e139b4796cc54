package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.UnserializableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreeRefusalTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(new AtomicInteger(1), "java.util.concurrent.atomic.AtomicInteger"),
                Arguments.of(Optional.of(1), "java.util.Optional"),
                Arguments.of(new UUID(1, 2), "java.util.UUID"),
                Arguments.of(LocalTime.NOON, "java.time.LocalTime"),
                Arguments.of(new StringBuilder("x"), "java.lang.StringBuilder"),
                Arguments.of(new LinkedHashSet<>(List.of(1)), "java.util.LinkedHashSet has no order"),
                Arguments.of(new LinkedHashMap<>(Map.of(1, 2)).values(), "has no order"),
                Arguments.of(new BigDecimal("0.1000000000000000055511151231257827"), "0.10000000000000000555"),
                Arguments.of(new BigDecimal("1e999"), "1E+999"),
                Arguments.of(BigInteger.TEN.pow(4300), "4300 digits"),
                Arguments.of(BigInteger.TEN.pow(4300).negate(), "4300 digits"),
                Arguments.of("half \uD83D", "half a surrogate pair at index 5"),
                Arguments.of("\uDE00\uD83D", "half a surrogate pair at index 0"),
                Arguments.of('\uDE00', "half a surrogate pair"),
                Arguments.of(LocalDate.of(0, 12, 31), "0000-12-31"),
                Arguments.of(LocalDate.of(10000, 1, 1), "+10000-01-01"),
                Arguments.of(LocalDateTime.of(2020, 1, 1, 0, 0, 0, 1), "2020-01-01T00:00:00.000000001"),
                Arguments.of(OffsetDateTime.parse("2020-01-01T00:00+01:00:30"), "offset with seconds"),
                Arguments.of(Instant.MAX, "+1000000000-12-31"),
                Arguments.of(Instant.EPOCH.plusNanos(999), "finer than a microsecond"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void copyOf_refusesTheValueAndNamesItsPlace(Object value, String problem) {
        Map<Object, Object> tree = Map.of("layers", List.of(0, 1, Map.of("size", value)));

        assertThatThrownBy(() -> Tree.copyOf(tree))
                .isInstanceOfSatisfying(
                        UnserializableValueException.class,
                        e -> assertThat(e.location()).isEqualTo("$.layers[2].size"))
                .hasMessageContaining("$.layers[2].size")
                .hasMessageContaining(problem);
    }

    @Test
    void copyOf_takesWhatIsJustInBounds() {
        List<Object> values = List.of(
                BigInteger.TEN.pow(4300).subtract(BigInteger.ONE),
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                OffsetDateTime.parse("0001-01-01T00:00+18:00"));

        assertThat(Tree.valueOf(values)).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("refusedKeys")
    void copyOf_refusesKeysThatAreNoScalars(Object key, String type) {
        assertThatThrownBy(() -> Tree.copyOf(Map.of("a", Map.of(key, 1))))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("at $.a:")
                .hasMessageContaining(type);
    }

    static Stream<Arguments> refusedKeys() {
        return Stream.of(
                Arguments.of(List.of(1), "key of it is a java.util.ImmutableCollections"),
                Arguments.of(Map.of(), "key of it is a java.util.ImmutableCollections"),
                Arguments.of(new int[] {1}, "key of it is a int[]"),
                Arguments.of(new Object[] {1}, "key of it is a java.lang.Object[]"),
                Arguments.of(new UUID(1, 2), "java.util.UUID"));
    }

    @ParameterizedTest
    @MethodSource("equalKeys")
    void copyOf_refusesTwoKeysThatAreOneInPython(Object first, Object second, String shown) {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(first, 1);
        map.put(second, 2);

        assertThatThrownBy(() -> Tree.copyOf(map))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("two of its keys are the same in Python, one of them " + shown);
    }

    static Stream<Arguments> equalKeys() {
        return Stream.of(
                Arguments.of("c", 'c', "'c'"),
                Arguments.of(1, 1L, "1"),
                Arguments.of(1, 1.0, "1.0"),
                Arguments.of(1.0, true, "True"),
                Arguments.of(0, -0.0, "-0.0"),
                Arguments.of(false, 0.0, "0.0"),
                Arguments.of(1L << 53, 0x1p53, "9007199254740992.0"),
                Arguments.of(new byte[] {1}, new byte[] {1}, "b'\\x01'"),
                Arguments.of(
                        OffsetDateTime.parse("2020-01-01T01:00+01:00"),
                        OffsetDateTime.parse("2020-01-01T00:00Z"),
                        "datetime"));
    }

    @Test
    void copyOf_tellsApartWhatPythonTellsApart() {
        Map<Object, Object> map = new LinkedHashMap<>();
        List<Object> keys =
                Arrays.asList("1", 1, 1.5, null, "None", Double.NaN, LocalDate.EPOCH, LocalDate.EPOCH.atStartOfDay());
        keys.forEach(key -> map.put(key, 0));

        assertThat(new ArrayList<>(Tree.copyOf(map).keySet())).isEqualTo(keys);
    }

    @Test
    void location_writesOtherKeysThanPlainNamesInBrackets() {
        Object tree = Map.of("a b", Map.of(0, Map.of("it's", Map.of("ok_-9", new Object()))));

        assertThatThrownBy(() -> Tree.valueOf(tree))
                .hasMessageContaining(" $['a b'][0][\"it's\"].ok_-9: a java.lang.Object");
    }

    @Test
    void location_shortensLongKeys() {
        assertThatThrownBy(() -> Tree.valueOf(Map.of("k".repeat(1000), new Object())))
                .hasMessageContaining("kkk...]")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
    }
}
