package io.audmodel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.UnserializableValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeLimitsTest {

    @Test
    void copyOf_refusesAMapThatHoldsItself() {
        Map<String, Object> inner = new LinkedHashMap<>();
        Map<String, Object> outer = new LinkedHashMap<>(Map.of("list", List.of(inner)));
        inner.put("back", outer);

        assertThatThrownBy(() -> Tree.copyOf(outer))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.list[0].back: it is cyclic: this map holds itself");
    }

    @Test
    void copyOf_refusesAListThatHoldsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatThrownBy(() -> Tree.copyOf(Map.of("list", list)))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.list[0]: it is cyclic: this list holds itself");
    }

    @Test
    void copyOf_refusesAnArrayThatHoldsItself() {
        Object[] array = new Object[1];
        array[0] = array;

        assertThatThrownBy(() -> Tree.valueOf(array)).hasMessageContaining("$[0]: it is cyclic");
    }

    @Test
    void copyOf_takesOneValueInTwoPlaces() {
        List<Integer> shared = List.of(1);

        assertThat(Tree.copyOf(Map.of("a", shared, "b", shared))).isEqualTo(Map.of("a", shared, "b", shared));
    }

    @Test
    void copyOf_takesTheDeepestTreeAndRefusesADeeperOne() {
        assertThat(PythonText.ofValue(Tree.valueOf(nested(Tree.MAX_DEPTH))))
                .startsWith("[[[")
                .endsWith("]]]");

        assertThatThrownBy(() -> Tree.valueOf(nested(Tree.MAX_DEPTH + 1)))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("nested deeper than 200 levels");
    }

    @Test
    void copyOf_refusesManyLevelsWithoutEndingTheStack() {
        assertThatThrownBy(() -> Tree.valueOf(nested(1_000_000))).isInstanceOf(UnserializableValueException.class);
    }

    @Test
    void copyOf_countsTheDepthOfCopiesInside() {
        Object copy = Tree.valueOf(nested(Tree.MAX_DEPTH));

        assertThatThrownBy(() -> Tree.copyOf(Collections.singletonMap("k", copy)))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("at $.k: it is nested deeper than 200 levels");
    }

    @Test
    void copyOf_refusesMoreValuesThanTheLimit() {
        List<Integer> many = Collections.nCopies(Tree.MAX_VALUES + 1, 1);

        assertThatThrownBy(() -> Tree.valueOf(many))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("more than 1000000 values");
    }

    @Test
    void copyOf_refusesASmallTreeThatUnfoldsToALargeOne() {
        Object bomb = Tree.valueOf(List.of("lol"));
        for (int i = 0; i < 18; i++) {
            bomb = Tree.valueOf(List.of(bomb, bomb));
        }
        Object last = bomb;

        assertThatThrownBy(() -> Tree.valueOf(List.of(last, last)))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("more than 1000000 values");
    }

    private static @Nullable Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }
}
