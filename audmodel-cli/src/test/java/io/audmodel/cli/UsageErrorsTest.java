package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    retire --keep x            | '--keep': 'x' is not a whole number
                    retire --keep 99999999999  | '--keep': '99999999999' is not a whole number, or too large
                    --call-timeout 5s find     | '--call-timeout': '5s' is not a whole number
                    export emotion             | what is wanted is REF TARGET [REF TARGET]..., and given is only 'emotion'
                    fetch emotion              | what is wanted is REF DIR [REF DIR]..., and given is only 'emotion'
                    find --latest=yes          | the option '--latest' takes no value
                    find --from 2025-02-01 --until 2025-01-31 | no day is from 2025-02-01 until 2025-01-31
                    """)
    void wrongUsage_isSaidInTheWordsOfTheTool(String text, String message) {
        StringWriter err = new StringWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), out, new PrintWriter(out), new PrintWriter(err));

        assertThat(CommandLines.run(terminal, text.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(message);
        assertThat(out.size()).isZero();
    }
}
