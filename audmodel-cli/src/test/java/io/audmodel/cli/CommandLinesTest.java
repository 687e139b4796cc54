package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("one-jdk")
class CommandLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--version",
                "--help",
                "help",
                "help load",
                "load --help",
                "load -h",
                "load -vh",
                "cache",
                "cache --help",
                "cache list --hepl",
                "lod nobody",
                "load",
                "load a b c --jsn",
                "--nam load load",
                "load load sweep",
                "uid --name publish --param a=1",
                "uid --name load",
                "uid load",
                "exists",
                "alias help",
                "has-header",
                "publish nowhere --name a --version 1.0.0 exists"
            })
    void run_assemblesTheNamedCommandsAlone_andSaysWhatAllOfThemSay(String text) {
        String[] arguments = text.isEmpty() ? new String[0] : text.split(" ");

        assertThat(outcome(terminal -> CommandLines.run(terminal, arguments)))
                .isEqualTo(outcome(terminal -> CommandLines.of(terminal).execute(arguments)));
    }

    private static Outcome outcome(Function<Terminal, Integer> call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintWriter out = new PrintWriter(bytes, false, StandardCharsets.UTF_8);
        StringWriter err = new StringWriter();
        int status = call.apply(new Terminal(InputStream.nullInputStream(), bytes, out, new PrintWriter(err)));
        out.flush();
        return new Outcome(status, bytes.toString(StandardCharsets.UTF_8), err.toString());
    }
}
