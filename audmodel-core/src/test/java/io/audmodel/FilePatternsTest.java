package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "model.onnx, model.onnx, true",
        "model.onnx, Model.onnx, false",
        "model.onnx, modelxonnx, false",
        "model.onnx, a/model.onnx, false",
        "*.onnx, model.onnx, true",
        "*.onnx, .onnx, true",
        "*.onnx, a/model.onnx, false",
        "**.onnx, a/b/model.onnx, true",
        "**/*.onnx, a/b/model.onnx, true",
        "**/*.onnx, model.onnx, true",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "a/**/b, ab, false",
        "a/*, a/b/c, false",
        "a/**, a/b/c, true",
        "a/**, a, false",
        "fc?.bin, fc1.bin, true",
        "fc?.bin, fc12.bin, false",
        "a?b, a/b, false",
        "(a|b)[c]{d}+^$, (a|b)[c]{d}+^$, true",
        "(a|b)[c]{d}+^$, ac, false",
        "modèle-😀*, modèle-😀.bin, true",
    })
    void matches(String pattern, String name, boolean matches) {
        assertThat(FilePatterns.of(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void matches_anyOfSeveral() {
        FilePatterns patterns = FilePatterns.of("*.yaml", "*.onnx");

        assertThat(patterns.matches("a.yaml")).isTrue();
        assertThat(patterns.matches("a.onnx")).isTrue();
        assertThat(patterns.matches("a.txt")).isFalse();
    }

    @Test
    void key_dependsOnThePatternsAlone() {
        assertThat(FilePatterns.of("a", "b").key())
                .isEqualTo(FilePatterns.of("b", "a", "a").key())
                .isNotEqualTo(FilePatterns.of("a").key())
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/a", "a/", "a\\b"})
    void of_patternThatMatchesNoName_isRefused(String pattern) {
        assertThatThrownBy(() -> FilePatterns.of("ok", pattern))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + pattern + "'");
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(FilePatterns::of).isInstanceOf(InvalidArgumentException.class);
    }
}
