package io.audmodel.it.python;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of Python that answers each line by one. */
final class LineProcess implements AutoCloseable {

    private static final long MINUTES = 3;

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path noise;

    private LineProcess(Process process, Path noise) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.noise = noise;
    }

    /** @param noise receives what it says beside its answers */
    static LineProcess start(List<String> command, Map<String, String> environment, Path noise) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(noise.toFile());
        builder.environment().putAll(Map.of("PYTHONUTF8", "1", "PYTHONDONTWRITEBYTECODE", "1"));
        builder.environment().putAll(environment);
        return new LineProcess(builder.start(), noise);
    }

    /** Asks without waiting for the answer. */
    void tell(String question) {
        try {
            questions.write(question);
            questions.newLine();
            questions.flush();
        } catch (IOException e) {
            throw new AssertionError("cannot ask Python: " + noise(), e);
        }
    }

    /** The answer to the oldest question that has none. */
    String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("Python ended: " + noise());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it at once, without any chance to clean up. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Lets it end by itself, which it has to do without an error; returns what it said beside its answers. */
    List<String> finish() {
        try {
            questions.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        await();
        if (process.exitValue() != 0) {
            throw new AssertionError("Python ended with " + process.exitValue() + " and said: " + noise());
        }
        return noise().lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void await() {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("Python hangs: " + noise());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String noise() {
        try {
            return Files.readString(noise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
