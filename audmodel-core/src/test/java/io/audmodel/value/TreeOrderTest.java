package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeOrderTest {

    private static final List<String> KEYS = List.of("z", "B", "a", "Z", "10", "9", "\uFFFD", "\uD83D\uDE00", "\u00E9");
    private static final List<String> BY_CODE_POINT =
            List.of("10", "9", "B", "Z", "a", "z", "\u00E9", "\uFFFD", "\uD83D\uDE00");

    static Stream<Map<Object, Object>> unordered() {
        return Stream.of(
                        new HashMap<>(),
                        new Hashtable<>(),
                        new ConcurrentHashMap<>(),
                        new IdentityHashMap<>(),
                        new WeakHashMap<>())
                .map(TreeOrderTest::filled);
    }

    @ParameterizedTest
    @MethodSource("unordered")
    void copyOf_sortsTheKeysOfMapsWithoutOrder(Map<Object, Object> map) {
        assertThat(Tree.isOrdered(map)).isFalse();
        assertThat(Tree.copyOf(map).keySet()).containsExactlyElementsOf(BY_CODE_POINT);
        assertThat(Tree.copyOf(Map.copyOf(map)).keySet()).containsExactlyElementsOf(BY_CODE_POINT);
    }

    static Stream<Map<Object, Object>> ordered() {
        return Stream.of(
                filled(new LinkedHashMap<>()),
                Collections.unmodifiableMap(filled(new LinkedHashMap<>())),
                Collections.synchronizedMap(filled(new LinkedHashMap<>())),
                filled(new LinkedHashMap<>() {}));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void copyOf_keepsTheOrderOfOtherMaps(Map<Object, Object> map) {
        assertThat(Tree.isOrdered(map)).isTrue();
        assertThat(Tree.copyOf(map).keySet()).containsExactlyElementsOf(KEYS);
    }

    @Test
    void copyOf_keepsTheOrderOfSortedAndEnumMaps() {
        Map<DayOfWeek, Integer> days = new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1, DayOfWeek.FRIDAY, 2));
        Map<Integer, Integer> descending = new TreeMap<>(Map.of(9, 1, 10, 2, 1, 3)).descendingMap();

        assertThat(Tree.copyOf(days).keySet()).containsExactly("MONDAY", "FRIDAY");
        assertThat(Tree.copyOf(descending).keySet()).containsExactly(10, 9, 1);
    }

    @Test
    void copyOf_sortsKeysOfSeveralKindsByTheTextThatPythonShows() {
        Map<Object, Object> map = new HashMap<>();
        List<Object> keys = Arrays.asList("None", null, "1", 1, 2.5, true, "True", 10, "a");
        keys.forEach(key -> map.put(key, 0));
        map.remove(true);

        assertThat(new ArrayList<>(Tree.copyOf(map).keySet()))
                .isEqualTo(Arrays.asList("1", 1, 10, 2.5, "None", null, "True", "a"));
    }

    private static Map<Object, Object> filled(Map<Object, Object> map) {
        KEYS.forEach(key -> map.put(key, 0));
        return map;
    }
}
