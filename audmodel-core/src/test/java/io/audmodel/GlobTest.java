package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "a, a, true",
        "a, b, false",
        "a, ab, false",
        "ab, a, false",
        "*, '', true",
        "*, abc, true",
        "**, abc, true",
        "a*, a, true",
        "a*, abc, true",
        "*c, abc, true",
        "a*c, abc, true",
        "a*c, ac, true",
        "a*c, abcd, false",
        "*b*, abc, true",
        "*b*, ac, false",
        "?, a, true",
        "?, '', false",
        "?, ab, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*?, '', false",
        "emotion.*, emotion.cnn.small, true",
        "emotion.*, emotion, false",
        "emotion.*, emotionXcnn, false",
        "A, a, false",
        "a.b, aXb, false",
        "[ab], a, false",
        "[ab], [ab], true",
        "*a*a*b, aaaaaab, true"
    })
    void matches(String pattern, String text, boolean expected) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void manyStars_takeNoTime() {
        assertThat(new Glob("*a".repeat(200) + "b").matches("a".repeat(20_000))).isFalse();
    }

    @Test
    void aLiteral_hasNoWildcard() {
        assertThat(new Glob("a.b").isLiteral()).isTrue();
        assertThat(new Glob("a*").isLiteral()).isFalse();
        assertThat(new Glob("?").isLiteral()).isFalse();
    }
}
