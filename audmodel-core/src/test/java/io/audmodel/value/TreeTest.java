package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

class TreeTest {

    static Stream<Arguments> conversions() {
        return Stream.of(
                Arguments.of(null, null),
                Arguments.of(true, true),
                Arguments.of("text \uD83D\uDE00", "text \uD83D\uDE00"),
                Arguments.of('c', "c"),
                Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
                Arguments.of((byte) -1, -1),
                Arguments.of((short) 7, 7),
                Arguments.of(1L, 1),
                Arguments.of(1L << 31, 1L << 31),
                Arguments.of(-(1L << 31), Integer.MIN_VALUE),
                Arguments.of(BigInteger.TWO, 2),
                Arguments.of(BigInteger.ONE.shiftLeft(62), 1L << 62),
                Arguments.of(BigInteger.ONE.shiftLeft(63), BigInteger.ONE.shiftLeft(63)),
                Arguments.of(0.5, 0.5),
                Arguments.of(-0.0, -0.0),
                Arguments.of(Double.NaN, Double.NaN),
                Arguments.of(0.1f, 0.1),
                Arguments.of(8.41e21f, 8.41e21),
                Arguments.of(Float.MIN_VALUE, 1e-45),
                Arguments.of(-0.0f, -0.0),
                Arguments.of(Float.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY),
                Arguments.of(new BigDecimal("0.10"), 0.1),
                Arguments.of(new BigDecimal("3"), 3.0),
                Arguments.of(LocalDate.of(2020, 2, 29), LocalDate.of(2020, 2, 29)),
                Arguments.of(
                        LocalDateTime.of(2020, 2, 29, 1, 2, 3, 4000), LocalDateTime.of(2020, 2, 29, 1, 2, 3, 4000)),
                Arguments.of(Instant.EPOCH, OffsetDateTime.parse("1970-01-01T00:00Z")),
                Arguments.of(
                        OffsetDateTime.parse("2001-12-14T21:59:43-05:00").atZoneSameInstant(ZoneId.of("-05:00")),
                        OffsetDateTime.parse("2001-12-14T21:59:43-05:00")),
                Arguments.of(new byte[] {1, 2}, Binary.of(new byte[] {1, 2})),
                Arguments.of(new int[] {1, 2}, List.of(1, 2)),
                Arguments.of(new float[] {0.1f}, List.of(0.1)),
                Arguments.of(new Object[] {1, null}, Arrays.asList(1, null)),
                Arguments.of(new ArrayDeque<>(List.of("a", "b")), List.of("a", "b")),
                Arguments.of(List.of(List.of(1L)), List.of(List.of(1))),
                Arguments.of(List.of(Map.of('k', 1L)), List.of(Map.of("k", 1))));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void valueOf_convertsToTheCanonicalValue(@Nullable Object given, @Nullable Object expected) {
        Object canonical = Tree.valueOf(given);

        assertThat(canonical).isEqualTo(expected);
        if (expected != null && !(expected instanceof List)) {
            assertThat(canonical).hasSameClassAs(expected);
        }
    }

    @Test
    void copyOf_convertsKeysAndKeepsTheirTypes() {
        Map<Object, Object> given = new LinkedHashMap<>();
        given.put(null, 1);
        given.put(7L, 2);
        given.put(DayOfWeek.MONDAY, null);
        given.put(LocalDate.EPOCH, 4);
        given.put(new byte[] {1}, 5);

        assertThat(new ArrayList<>(Tree.copyOf(given).entrySet()))
                .isEqualTo(new ArrayList<>(Arrays.asList(
                        entry(null, 1),
                        entry(7, 2),
                        entry("MONDAY", null),
                        entry(LocalDate.EPOCH, 4),
                        entry(Binary.of(new byte[] {1}), 5))));
    }

    @Test
    void copyOf_isIndependentOfItsSource() {
        List<Object> inner = new ArrayList<>(List.of(1));
        Map<String, Object> source = new LinkedHashMap<>(Map.of("inner", inner));

        Map<Object, Object> copy = Tree.copyOf(source);
        inner.add(2);
        source.put("more", 3);

        assertThat(copy).isEqualTo(Map.of("inner", List.of(1)));
    }

    @Test
    void copyOf_cannotBeChanged() {
        Map<Object, Object> copy = Tree.copyOf(Map.of("list", List.of(1), "map", Map.of("k", 1)));

        assertUnmodifiable(() -> copy.put("k", 1));
        assertUnmodifiable(() -> copy.remove("list"));
        assertUnmodifiable(() -> copy.entrySet().iterator().next().setValue(2));
        assertUnmodifiable(() -> copy.keySet().clear());
        assertUnmodifiable(() -> castList(copy.get("list")).set(0, 2));
        assertUnmodifiable(() -> castList(copy.get("list")).add(2));
        assertUnmodifiable(() -> ((Map<?, ?>) copy.get("map")).clear());
    }

    @Test
    void copyOf_aCopyIsItself_andStaysWholeInsideAnother() {
        Map<Object, Object> copy = Tree.copyOf(Map.of("list", List.of(1)));

        assertThat(Tree.copyOf(copy)).isSameAs(copy);
        assertThat(Tree.valueOf(copy)).isSameAs(copy);
        assertThat(Tree.copyOf(Map.of("again", copy)).get("again")).isSameAs(copy);
        assertThat(Tree.valueOf(copy.get("list"))).isSameAs(copy.get("list"));
    }

    private static Map.Entry<Object, Object> entry(@Nullable Object key, @Nullable Object value) {
        return new SimpleEntry<>(key, value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> castList(@Nullable Object list) {
        return (List<Object>) list;
    }

    private static void assertUnmodifiable(Runnable change) {
        assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
    }
}
