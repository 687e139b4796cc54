package io.audmodel.inputs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a script of Python makes of inputs, to compare with. */
public final class PythonAnswers {

    private static final long MINUTES = 20;

    private PythonAnswers() {}

    /**
     * The lines that the script prints, one for each input.
     *
     * @param folder for files of the script
     * @param script reads the file that it is called with: each line has the hexadecimal digits of one input
     * @throws IOException if there is no such interpreter
     * @throws IllegalStateException if the script fails
     */
    public static List<String> to(Path folder, String interpreter, String script, List<byte[]> inputs)
            throws IOException {
        Path program = Files.writeString(folder.resolve("script.py"), script);
        Path questions = Files.write(
                folder.resolve("inputs"),
                inputs.stream().map(HexFormat.of()::formatHex).toList());
        Path answers = folder.resolve("answers");
        Path noise = folder.resolve("noise");
        Process process = new ProcessBuilder(interpreter, program.toString(), questions.toString())
                .redirectOutput(answers.toFile())
                .redirectError(noise.toFile())
                .start();
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            List<String> lines = Files.readAllLines(answers, StandardCharsets.US_ASCII);
            if (!ended || process.exitValue() != 0 || lines.size() != inputs.size()) {
                throw new IllegalStateException(interpreter + " ended with an error: " + Files.readString(noise));
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
