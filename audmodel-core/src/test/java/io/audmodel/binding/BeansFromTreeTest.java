package io.audmodel.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.value.Binary;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BeansFromTreeTest {

    private static final Everything EVERYTHING = new Everything(
            "text",
            true,
            1,
            1L << 40,
            BigInteger.TEN.pow(30),
            0.1f,
            -0.0,
            DayOfWeek.FRIDAY,
            Binary.of(new byte[] {1, 2}),
            LocalDate.of(2020, 2, 29),
            LocalDateTime.of(2020, 2, 29, 1, 2, 3, 4000),
            OffsetDateTime.parse("2001-12-14T21:59:43.1-05:00"),
            ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
            Instant.EPOCH,
            Arrays.asList(new Layer("conv", 64), null),
            new TreeMap<>(Map.of(0, "angry", 1, "happy")),
            Map.of(LocalDate.EPOCH, new Layer("dense", 4)),
            Optional.of(new Layer("last", 1)),
            null);

    @Test
    void record_comesBackAsItWent() {
        assertThat(Beans.standard().fromTree(Beans.standard().toTree(EVERYTHING), Everything.class))
                .isEqualTo(EVERYTHING);
    }

    @Test
    void bytes_comeBackAsTheyWent() {
        assertThat(Beans.standard()
                        .fromTree(tree("bytes", Binary.of(new byte[] {-1, 0})), Bytes.class)
                        .bytes())
                .containsExactly(-1, 0);
    }

    @Test
    void tuple_staysOne_inABeanAndBack() {
        Kernel kernel = new Kernel(Tuple.of(3, List.of(1)), List.of(1));
        Map<Object, Object> tree = Beans.standard().toTree(kernel);
        assertThat(PythonText.of(tree)).isEqualTo("{'size': (3, [1]), 'steps': [1]}");
        assertThat(Beans.standard().fromTree(tree, Kernel.class)).isEqualTo(kernel);
        assertThat(Beans.standard()
                        .fromTree(tree("size", List.of(3)), Kernel.class)
                        .size())
                .isEqualTo(Tuple.of(3));
    }

    private record Kernel(Tuple size, List<Integer> steps) {}

    @Test
    void bean_isFilledByItsSetters() {
        Bean bean = Beans.standard().fromTree(tree("size", 3, "unknown", 4), Bean.class);

        assertThat(bean.size).isEqualTo(3);
    }

    @Test
    void map_isTheTreeItself() {
        Map<Object, Object> tree = tree("a", 1);

        assertThat((Object) Beans.standard().fromTree(tree, Map.class)).isSameAs(tree);
    }

    @Test
    void anythingElse_isTheCanonicalValue() {
        Map<Object, Object> any = tree(1, LocalDate.EPOCH, "list", List.of(tree(null, Binary.of(new byte[1]))));

        assertThat(Beans.standard().fromTree(tree("value", any), Any.class).value())
                .isEqualTo(any);
        assertThat(Beans.standard()
                        .fromTree(tree("value", tree("a", List.of(1, 0.5))), Any.class)
                        .value())
                .isEqualTo(tree("a", List.of(1, 0.5)));
    }

    @Test
    void typedMap_keepsKeysOfSeveralKinds() {
        Map<Object, Object> layers =
                tree(0, tree("name", "a", "size", 1), "x", null, true, tree(7, 8, "name", "b", "size", 2));

        assertThat(Beans.standard()
                        .fromTree(tree("layers", layers), Layers.class)
                        .layers())
                .isEqualTo(tree(0, new Layer("a", 1), "x", null, true, new Layer("b", 2)));
    }

    @Test
    void unknownKeys_areLeftOut_alsoThoseThatAreNoTexts() {
        assertThat(Beans.standard()
                        .fromTree(tree("name", "a", 0, 1, null, 2, "size", 3, "more", Map.of()), Layer.class))
                .isEqualTo(new Layer("a", 3));
    }

    @Test
    void missingKeys_areNullOrEmpty() {
        assertThat(Beans.standard().fromTree(tree(), Missing.class)).isEqualTo(new Missing(null, Optional.empty()));
        assertThat(Beans.standard().fromTree(tree("text", null, "optional", null), Missing.class))
                .isEqualTo(new Missing(null, Optional.empty()));
    }

    @Test
    void texts_areReadAsDatesWhereDatesAreWanted() {
        assertThat(Beans.standard().fromTree(tree("day", "2020-02-29", "time", "2020-02-29T00:00:00Z"), Days.class))
                .isEqualTo(new Days(LocalDate.of(2020, 2, 29), Instant.parse("2020-02-29T00:00:00Z")));
    }

    private static Map<Object, Object> tree(@Nullable Object... keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (var each = Arrays.asList(keysAndValues).iterator(); each.hasNext(); ) {
            map.put(each.next(), each.next());
        }
        boolean holdsOnlyCanonical = map.values().stream().noneMatch(Layer.class::isInstance);
        return holdsOnlyCanonical ? Tree.copyOf(map) : map;
    }

    record Layer(String name, int size) {}

    record Layers(Map<Object, @Nullable Layer> layers) {}

    record Any(Object value) {}

    @SuppressWarnings("ArrayRecordComponent") // what a caller may have
    record Bytes(byte[] bytes) {}

    record Days(@Nullable LocalDate day, @Nullable Instant time) {}

    record Missing(@Nullable String text, Optional<Integer> optional) {}

    static final class Bean {
        private int size;

        public void setSize(int size) {
            this.size = size;
        }
    }

    record Everything(
            String text,
            boolean truth,
            int number,
            long large,
            BigInteger huge,
            float single,
            double twofold,
            DayOfWeek day,
            Binary binary,
            LocalDate date,
            LocalDateTime local,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Instant instant,
            List<@Nullable Layer> layers,
            Map<Integer, String> labels,
            Map<LocalDate, Layer> byDay,
            Optional<Layer> optional,
            @Nullable String nothing) {}
}
