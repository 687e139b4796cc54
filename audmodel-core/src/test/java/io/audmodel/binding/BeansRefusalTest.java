package io.audmodel.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BeansRefusalTest {

    static Stream<Object> noMappings() {
        return Stream.of(
                "text", 7, List.of(Map.of()), new int[] {1}, Thread.State.NEW, List.of("ORDERED"), new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("noMappings")
    void toTree_refusesWhatIsNoMapping(Object value) {
        assertThatThrownBy(() -> Beans.standard().toTree(value))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("a " + value.getClass().getTypeName() + " is no mapping: pass a map, a record or a bean");
    }

    @Test
    @SuppressWarnings("NullAway")
    void toTree_refusesNull() {
        assertThatThrownBy(() -> Beans.standard().toTree(null))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("null is no mapping: pass a map, a record or a bean");
    }

    @SuppressWarnings("JavaUtilDate") // what a caller may have
    static Stream<Object> refusedValues() {
        return Stream.of(
                Set.of(1),
                LocalTime.NOON,
                Duration.ZERO,
                new Date(0),
                Calendar.getInstance(),
                new BigDecimal("0.1234567890123456789"),
                "half \uD83D");
    }

    @ParameterizedTest
    @MethodSource("refusedValues")
    void toTree_refusesWhatATreeRefuses_andNamesThePlace(Object value) {
        Holder bean = new Holder(List.of(Map.of("size", new Holder(value))));

        assertThatThrownBy(() -> Beans.standard().toTree(bean))
                .isInstanceOfSatisfying(
                        UnserializableValueException.class,
                        e -> assertThat(e.location()).isEqualTo("$.value[0].size.value"));
    }

    @ParameterizedTest
    @MethodSource("refusedValues")
    void toTree_refusesWhatATreeRefusesInARecordOfAMap_andNamesThePlace(Object value) {
        assertThatThrownBy(() -> Beans.standard().toTree(Map.of("nets", List.of(new Holder(value)))))
                .isInstanceOfSatisfying(
                        UnserializableValueException.class,
                        e -> assertThat(e.location()).isEqualTo("$.nets[0].value"));
    }

    @Test
    void toTree_namesThePlaceOfAGetterThatFails() {
        Map<Object, Object> map = new LinkedHashMap<>(Map.of("a b", List.of(new Failing())));

        assertThatThrownBy(() -> Beans.standard().toTree(new Holder(map)))
                .isInstanceOfSatisfying(
                        UnserializableValueException.class,
                        e -> assertThat(e.location()).isEqualTo("$.value['a b'][0].size"))
                .hasMessageContaining("no size")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void toTree_refusesABeanWithoutProperties() {
        assertThatThrownBy(() -> Beans.standard().toTree(new Holder(new Object())))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.value: ")
                .hasMessageContaining("java.lang.Object")
                .hasMessageNotContaining("FAIL_ON_EMPTY_BEANS");
    }

    @Test
    void toTree_refusesBeansThatHoldThemselves() {
        Node node = new Node();
        node.next = new Node();
        node.next.next = node;

        assertCyclic(node);
    }

    @Test
    void toTree_refusesMapsAndListsThatHoldThemselves() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("list", List.of(new Holder(map)));
        Map<Object, Object> direct = new LinkedHashMap<>();
        direct.put("self", direct);

        assertCyclic(new Holder(map));
        assertCyclic(new Holder(direct));
    }

    private static void assertCyclic(Object bean) {
        assertThatThrownBy(() -> Beans.standard().toTree(bean))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("cyclic")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }

    record Holder(@Nullable Object value) {}

    static final class Node {
        public @Nullable Node next;
    }

    static final class Failing {
        public int getSize() {
            throw new IllegalStateException("no size");
        }
    }
}
