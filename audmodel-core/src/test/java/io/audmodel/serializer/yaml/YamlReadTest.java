package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;
import io.audmodel.value.Binary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class YamlReadTest {

    private final Serializer yaml = new YamlSerializerProvider().create();

    @Test
    void provider_isFoundByName() {
        assertThat(ServiceLoader.load(SerializerProvider.class))
                .extracting(SerializerProvider::name)
                .containsOnlyOnce("yaml");
    }

    @Test
    void read_takesAnEmptyDocumentAsNull() {
        assertThat(read("")).isNull();
        assertThat(read("# nothing\n")).isNull();
        assertThat(read("---\n...\n")).isNull();
    }

    @Test
    void read_keepsOneOfTheKeysThatAreEqualInPython() {
        assertThat(read("1: a\n1.0: b\ntrue: c\n2: d")).isEqualTo(Map.of(1, "c", 2, "d"));
    }

    @Test
    void read_keepsTheFirstPlaceAndTheLastValueOfAKey() {
        Object value = read("a: 1\nb: 2\na: 3");

        assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[a, b]");
        assertThat(value).isEqualTo(Map.of("a", 3, "b", 2));
    }

    @Test
    void read_putsMergedEntriesFirstAndLetsOwnOnesOverride() {
        Object value = read("- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n- {own: 0, x: 9, <<: [*a, *b]}");

        Map<?, ?> merged = (Map<?, ?>) ((List<?>) value).get(2);
        assertThat(merged.toString()).isEqualTo("{y=1, z=2, x=9, own=0}");
    }

    @Test
    void read_takesPythonsPlainTypesAsValues() {
        assertThat(read("[!!python/tuple [1], !!python/str a, !!python/unicode 'b']"))
                .isEqualTo(Arrays.asList(List.of(1), "a", "b"));
        assertThat(read("!!python/dict {a: !!python/list [!!python/bool 'no', !!python/float 1.5, !!python/int 3]}"))
                .isEqualTo(Map.of("a", List.of(false, 1.5, 3)));
        assertThat(read("[!!python/none '', !!python/long 7]")).isEqualTo(Arrays.asList(null, 7));
        assertThat(read("!!python/bytes aGk=")).isEqualTo(Binary.of(new byte[] {'h', 'i'}));
    }

    @Test
    void read_takesSetsAndPairsAsLists() {
        assertThat(read("!!set {a, 1}")).isEqualTo(List.of("a", 1));
        assertThat(read("!!pairs [a: 1, a: 2]")).isEqualTo(List.of(List.of("a", 1), List.of("a", 2)));
    }

    @Test
    void read_takesNextLineAsABreakAndSeparatorsAsEscapes() {
        assertThat(read("a: 1\u0085b: 2")).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(read("a\r\u0085b")).isEqualTo("a\nb");
        assertThat(read("\"\\L\\P\\\\L\\\\\\L\"")).isEqualTo("\u2028\u2029\\L\\\u2028");
        assertThat(read("['a\\L', b\\P]")).isEqualTo(List.of("a\\L", "b\\P"));
    }

    @Test
    void read_addsNoBreakToABlockThatEndsWithTheDocument() {
        assertThat(read("|\n a\n b")).isEqualTo("a\nb");
        assertThat(read("|\n a\n b\n")).isEqualTo("a\nb\n");
        assertThat(read("|\n a\n ")).isEqualTo("a\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void read_givesImmutableValues() {
        Object value = read("- {a: 1}\n");

        assertThatThrownBy(() -> ((List<Object>) value).add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<Map<Object, Object>>) value).get(0).put("b", 2))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void write_repeatsSharedPartsWithoutAnchors() {
        Map<String, Object> shared = new LinkedHashMap<>(Map.of("a", 1));

        assertThat(new String(yaml.write(List.of(shared, shared)), StandardCharsets.UTF_8))
                .isEqualTo("- a: 1\n- a: 1\n");
    }

    private Object read(String document) {
        return yaml.read(document.getBytes(StandardCharsets.UTF_8), "document.yaml");
    }

    @Test
    void read_rawSeparatorsBetweenQuotes_areReadAsByPyYaml() {
        assertThat(read("\"x \u2028 y\"")).isEqualTo("x\u2028y");
        assertThat(read("'x\u2028\u2029\\L y'")).isEqualTo("x\u2028\u2029\\L y");
        assertThat(read("'\u2028y'")).isEqualTo("\u2028y");
        assertThat(read("{\"a\": \"\uE000\u2028\\L\uE001\"}")).isEqualTo(Map.of("a", "\uE000\u2028\u2028\uE001"));
    }
}
