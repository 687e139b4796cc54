package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.UnserializableValueException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected texts are what {@code audmodel.core.utils.update_dict} leaves behind. */
class TreeMergeTest {

    @Test
    void merge_mergesNestedMapsAndKeepsThePlacesOfKeys() {
        Map<Object, Object> base = map("a", map("x", 1, "y", 2), "b", 3, "c", 4);
        Map<Object, Object> update = map("c", 5, "a", map("z", 6, "x", 7), "d", 8);

        assertThat(PythonText.of(Tree.merge(base, update)))
                .isEqualTo("{'a': {'x': 7, 'y': 2, 'z': 6}, 'b': 3, 'c': 5, 'd': 8}");
    }

    @Test
    void merge_replacesWhereOneSideIsNoMap() {
        Map<Object, Object> base = map("map", map("x", 1), "list", List.of(map("x", 1)), "none", null, "value", 1);
        Map<Object, Object> update = map("map", 2, "list", List.of(map("y", 2)), "none", map("x", 1), "value", null);

        assertThat(PythonText.of(Tree.merge(base, update)))
                .isEqualTo("{'map': 2, 'list': [{'y': 2}], 'none': {'x': 1}, 'value': None}");
    }

    @Test
    void merge_keepsTheSpellingOfKeysThatAreOneInPython() {
        Map<Object, Object> base = map(1, "a", 0.0, map("x", 1));
        Map<Object, Object> update = map(true, "b", 0, map("y", 2), "1", "c");

        assertThat(PythonText.of(Tree.merge(base, update))).isEqualTo("{1: 'b', 0.0: {'x': 1, 'y': 2}, '1': 'c'}");
    }

    @Test
    void merge_leavesBothSidesAlone() {
        Map<Object, Object> inner = map("x", 1);
        Map<Object, Object> base = map("a", inner);
        Map<Object, Object> update = map("a", map("y", 2));

        Tree.merge(base, update);

        assertThat(base).isEqualTo(Map.of("a", Map.of("x", 1)));
        assertThat(update).isEqualTo(Map.of("a", Map.of("y", 2)));
    }

    @Test
    void merge_withNothing_isTheOtherSide() {
        Map<Object, Object> tree = map("a", map("x", 1));

        assertThat(Tree.merge(tree, Map.of())).isEqualTo(tree);
        assertThat(Tree.merge(Map.of(), tree)).isEqualTo(tree);
    }

    @Test
    void merge_refusesWhatCopyOfRefuses() {
        assertThatThrownBy(() -> Tree.merge(Map.of(), Map.of("a", new Object())))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.a");
    }

    private static Map<Object, Object> map(@Nullable Object... keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (var each = Arrays.asList(keysAndValues).iterator(); each.hasNext(); ) {
            map.put(each.next(), each.next());
        }
        return map;
    }
}
