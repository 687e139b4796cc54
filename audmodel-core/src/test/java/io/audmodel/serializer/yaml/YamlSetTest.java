package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.serializer.Serializer;
import io.audmodel.value.PythonSet;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of Python, whose documents PyYAML 6 wrote. */
class YamlSetTest {

    private final Serializer yaml = new YamlSerializerProvider().create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!set\n  1: null\n  2: null\n",
                "a: !!set {}\n",
                "a:\n  b: !!set\n    3: null\n",
                "a:\n- !!set\n  1: null\n- !!set {}\n",
                "a: !!python/tuple\n- !!set\n  1: null\n",
                "a:\n- - !!set\n    x: null\n",
                "!!set\n1: null\n2: null\n"
            })
    void write_whatWasRead_isTheDocumentAgain(String document) {
        assertThat(yaml.write(read(document)))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(document);
    }

    @Test
    void write_longElements_areWrittenAsByPyYaml() {
        String text = "x".repeat(130);

        assertThat(yaml.write(Map.of("a", PythonSet.copyOf(List.of(text)))))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("a: !!set\n  ? " + text + "\n  : null\n");
        assertThat(yaml.write(Map.of(text, PythonSet.copyOf(List.of(1)))))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("? " + text + "\n: !!set\n  1: null\n");
    }

    @Test
    void read_set_isAListForWhoeverUsesIt() {
        assertThat(read("a: !!set\n  1: null\n  b: null\n")).isEqualTo(Map.of("a", List.of(1, "b")));
    }

    @Test
    void merge_besideASet_leavesIt() {
        Map<?, ?> base = (Map<?, ?>) read("a: !!set\n  1: null\nb: 1\n");

        assertThat(yaml.write(Tree.merge(base, Map.of("b", 2))))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("a: !!set\n  1: null\nb: 2\n");
    }

    @Test
    void text_isThatOfPython() {
        assertThat(PythonText.ofValue(PythonSet.copyOf(List.of(1, "b")))).isEqualTo("{1, 'b'}");
        assertThat(PythonText.ofValue(PythonSet.copyOf(List.of()))).isEqualTo("set()");
    }

    private @Nullable Object read(String document) {
        return yaml.read(document.getBytes(StandardCharsets.US_ASCII), "set.yaml");
    }
}
