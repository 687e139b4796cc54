package io.audmodel.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonText;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BeansToTreeTest {

    @Test
    void map_isCopiedAsATree() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(0L, "angry");

        assertThat(PythonText.of(Beans.standard().toTree(map))).isEqualTo("{0: 'angry'}");
    }

    @Test
    void recordsInAMap_becomeMappings() {
        assertThat(PythonText.of(Beans.standard().toTree(Map.of("net", List.of(new Layer("conv", 64))))))
                .isEqualTo("{'net': [{'name': 'conv', 'size': 64}]}");
    }

    @Test
    void record_becomesAMappingInTheOrderOfItsComponents() {
        Training training = new Training("sgd", 1e-4, null, List.of(new Layer("conv", 64), new Layer("dense", 4)));

        assertThat(PythonText.of(Beans.standard().toTree(training)))
                .isEqualTo("{'optimizer': 'sgd', 'learning-rate': 0.0001, 'decay': None, 'layers': "
                        + "[{'name': 'conv', 'size': 64}, {'name': 'dense', 'size': 4}]}");
    }

    @Test
    void bean_becomesAMappingInTheOrderOfItsFields() {
        Bean bean = new Bean();
        bean.setZebra("z");
        bean.setApple(new Layer("conv", 1));
        bean.open = true;

        assertThat(PythonText.of(Beans.standard().toTree(bean)))
                .isEqualTo("{'zebra': 'z', 'apple': {'name': 'conv', 'size': 1}, 'open': True}");
    }

    @Test
    void propertyOfAnotherNameThanItsField_keepsThePlaceOfTheField() {
        assertThat(PythonText.of(Beans.standard().toTree(new Renamed())))
                .isEqualTo("{'first': 1, 'second-one': 2, 'third': 3, 'fourth': 4}");
    }

    @Test
    void order_thatTheClassAsksFor_counts() {
        assertThat(PythonText.of(Beans.standard().toTree(new Ordered(1, 2)))).isEqualTo("{'b': 2, 'a': 1}");
    }

    @Test
    void scalars_keepTheirKinds() {
        Map<Object, Object> tree = Beans.standard()
                .toTree(new Scalars(
                        (byte) 1,
                        1L << 40,
                        BigInteger.TEN.pow(20),
                        0.1f,
                        Double.NaN,
                        'c',
                        DayOfWeek.MONDAY,
                        new byte[] {1},
                        Binary.of(new byte[] {2})));

        assertThat(tree)
                .containsEntry("small", 1)
                .containsEntry("large", 1L << 40)
                .containsEntry("huge", BigInteger.TEN.pow(20))
                .containsEntry("single", 0.1)
                .containsEntry("twofold", Double.NaN)
                .containsEntry("letter", "c")
                .containsEntry("day", "MONDAY")
                .containsEntry("bytes", Binary.of(new byte[] {1}))
                .containsEntry("binary", Binary.of(new byte[] {2}));
    }

    @Test
    void times_areThoseOfTrees() {
        OffsetDateTime time = OffsetDateTime.parse("2001-12-14T21:59:43.1-05:00");

        assertThat(Beans.standard()
                        .toTree(new Times(LocalDate.EPOCH, LocalDateTime.MIN.withYear(1), time, Instant.EPOCH)))
                .containsEntry("day", LocalDate.EPOCH)
                .containsEntry("local", LocalDateTime.MIN.withYear(1))
                .containsEntry("offset", time)
                .containsEntry("instant", Instant.EPOCH.atOffset(ZoneOffset.UTC));
    }

    @Test
    void maps_keepTheTypesAndTheOrderOfTheirKeys() {
        Map<Integer, Layer> layers = new LinkedHashMap<>();
        layers.put(2, new Layer("b", 1));
        layers.put(1, null);
        Map<Object, Object> nested = new LinkedHashMap<>();
        nested.put(null, Map.of(true, new Layer("c", 2)));
        Labels labels = new Labels(layers, nested, Map.of());

        assertThat(PythonText.of(Beans.standard().toTree(labels)))
                .isEqualTo("{'layers': {2: {'name': 'b', 'size': 1}, 1: None}, "
                        + "'nested': {None: {True: {'name': 'c', 'size': 2}}}, 'empty': {}}");
    }

    @Test
    void maps_withoutAnOrderAreSorted() {
        Map<Integer, Layer> layers = new HashMap<>();
        for (String key : List.of("17", "1", "33")) {
            layers.put(Integer.valueOf(key), null);
        }

        assertThat(PythonText.of(Beans.standard().toTree(new Labels(layers, Map.of("b", 1, "a", 2), Map.of()))))
                .isEqualTo("{'layers': {1: None, 17: None, 33: None}, 'nested': {'a': 2, 'b': 1}, 'empty': {}}");
    }

    @Test
    void optional_isItsContentOrNull() {
        assertThat(PythonText.of(
                        Beans.standard().toTree(new Optionals(Optional.of(new Layer("a", 1)), Optional.empty()))))
                .isEqualTo("{'layer': {'name': 'a', 'size': 1}, 'text': None}");
    }

    @Test
    void lists_mayHoldMarkersThatLookLikeOurs() {
        assertThat(Beans.standard().toTree(new Lists(List.of("ORDERED", 1, 2), List.of(List.of()))))
                .containsEntry("values", List.of("ORDERED", 1, 2))
                .containsEntry("nested", List.of(List.of()));
    }

    record Layer(String name, int size) {}

    record Training(
            String optimizer,
            @JsonProperty("learning-rate") double rate,
            @Nullable Double decay,
            List<Layer> layers) {}

    @SuppressWarnings("ArrayRecordComponent") // what a caller may have
    record Scalars(
            byte small,
            long large,
            BigInteger huge,
            float single,
            double twofold,
            char letter,
            DayOfWeek day,
            byte[] bytes,
            Binary binary) {}

    record Times(LocalDate day, LocalDateTime local, OffsetDateTime offset, Instant instant) {}

    static class Base {
        public int first = 1;

        @JsonProperty("second-one")
        public int second = 2;
    }

    static final class Renamed extends Base {
        public int third = 3;

        private final int last = 4;

        @JsonProperty("fourth")
        public int getLast() {
            return last;
        }
    }

    @JsonPropertyOrder({"b", "a"})
    record Ordered(int a, int b) {}

    record Labels(Map<Integer, @Nullable Layer> layers, Map<Object, Object> nested, Map<String, String> empty) {}

    record Optionals(Optional<Layer> layer, Optional<String> text) {}

    record Lists(List<Object> values, List<List<String>> nested) {}

    static class Bean {

        private @Nullable String zebra;
        private @Nullable Layer apple;
        public boolean open;

        public @Nullable String getZebra() {
            return zebra;
        }

        public void setZebra(String zebra) {
            this.zebra = zebra;
        }

        public @Nullable Layer getApple() {
            return apple;
        }

        public void setApple(Layer apple) {
            this.apple = apple;
        }
    }
}
