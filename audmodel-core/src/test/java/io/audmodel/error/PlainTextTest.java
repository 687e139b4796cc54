package io.audmodel.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.error.BackendException.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String HOSTILE =
            "a\u001b]0;title\u0007\r\n2026 INFO forged\u202Egpj\u2028\u0085\ud83d\u009b2J";

    @Test
    void message_whateverItQuotes_isOneLineWithoutControls() {
        for (AudModelException error : new AudModelException[] {
            new InvalidArgumentException(HOSTILE),
            new CorruptDocumentException(HOSTILE, new IllegalStateException(HOSTILE)),
            new StorageException(new Failure("s3:https://example.org#models", "get", HOSTILE, HOSTILE), null),
            new UnserializableValueException(HOSTILE, HOSTILE),
        }) {
            assertThat(PlainText.isPlain(error.getMessage())).isTrue();
            assertThat(error.toString()).contains("\\u001B]0;title\\u0007").doesNotContainPattern("\\R");
        }
    }

    @Test
    void message_ofMillionsOfCharacters_keepsBothEnds() {
        String message = new InvalidArgumentException("begins " + "\u001b".repeat(5_600_000) + " ends").getMessage();

        assertThat(message).startsWith("begins ").endsWith(" ends").hasSizeLessThan(50_000);
        assertThat(message).contains("… (5592012 characters are left out) …");
    }

    @Test
    void line_ordinaryText_isAsItIs() {
        String text =
                "'Jürgen' of \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 said \ud83d\udc69\u200d\ud83d\udcbb … 2 × 3";

        assertThat(PlainText.line(text)).isEqualTo(text);
        assertThat(PlainText.line("one\n  two\r\n\nthree")).isEqualTo("one two three");
    }

    @Test
    void quoted_isBoundedAndHarmless() {
        assertThat(PlainText.quoted("a\n\u001b[31m\u202Egpj\ud83d"))
                .isEqualTo("'a\\u000A\\u001B[31m\\u202Egpj\\uD83D'");
        assertThat(PlainText.quoted("\udb40\udc41")).isEqualTo("'\\U000E0041'");
        assertThat(PlainText.quoted("😀".repeat(1000))).isEqualTo("'" + "😀".repeat(200) + "…'");
        assertThat(PlainText.quoted("😀".repeat(200))).isEqualTo("'" + "😀".repeat(200) + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\n", "\t", "\u007f", "\u0085", "\u200e", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff"
            })
    void isPlain_whatCannotBeSeen_isNot(String text) {
        assertThat(PlainText.isPlain("a" + text + "b")).isFalse();
    }
}
