package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    private final StringWriter text = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b]0;title\u0007", "anna\nforged", "an\u202Ena", "\u009b2J", "a\u2028b", "a\uDB40\uDC41"})
    void print_whatWouldDoSomethingToATerminal_isRefused_andExactInJson(String hostile) throws IOException {
        Output plain = new Output(new PrintWriter(text, true), false);
        assertRefused(() -> plain.print(hostile));
        assertRefused(() -> plain.print(List.of("good", hostile)));
        assertRefused(() -> plain.printAll(Stream.of(hostile), each -> each, each -> each));
        plain.print(Map.of("author", hostile));
        assertThat(text.toString().lines()).allMatch(PlainText::isPlain);

        text.getBuffer().setLength(0);
        new Output(new PrintWriter(text, true), true).print(Map.of("author", hostile, "umlaut", "ü"));
        assertThat(text.toString().lines()).allMatch(PlainText::isPlain);
        assertThat(text.toString()).contains("\"ü\"");
        assertThat(new ObjectMapper().readTree(text.toString()).get("author").textValue())
                .isEqualTo(hostile);
    }

    @Test
    void print_ordinaryValue_isExact() {
        new Output(new PrintWriter(text, true), false).print(List.of("Jürgen  Ö.", "a\\b", "a\tb", "👩‍💻"));

        assertThat(text.toString().lines()).containsExactly("Jürgen  Ö.", "a\\b", "a\tb", "👩‍💻");
    }

    private void assertRefused(Runnable print) {
        assertThatExceptionOfType(CorruptDocumentException.class)
                .isThrownBy(print::run)
                .withMessageContaining("--json");
        assertThat(text.toString()).isEmpty();
    }
}
