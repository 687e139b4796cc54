package io.audmodel.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python process that calls the audmodel package. */
final class Python implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path noise;

    private Python(Process process, Path noise) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.noise = noise;
    }

    /** @param work a folder for the script and what it says beside its answers */
    static Python start(Path work, Path cacheRoot, Repository... repositories) {
        try (InputStream source = Python.class.getResourceAsStream("/python/session.py")) {
            Path script = Files.createTempFile(work, "session-", ".py");
            Files.write(script, source.readAllBytes());
            Path noise = Files.createTempFile(work, "python-", ".log");
            List<String> command = new ArrayList<>(List.of(
                    PythonInstallation.interpreter().toString(),
                    script.toString(),
                    repositories[0].host(),
                    cacheRoot.toString()));
            Arrays.stream(repositories).map(Repository::name).forEach(command::add);
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(noise.toFile());
            builder.environment().put("PYTHONUTF8", "1");
            return new Python(builder.start(), noise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function answers, decoded; an exception of Python's is an error here. */
    @Nullable
    Object call(String function, Object... args) {
        return callWith(Map.of(), function, args);
    }

    @Nullable
    Object callWith(Map<String, ?> named, String function, Object... args) {
        try {
            questions.write(JSON.writeValueAsString(Map.of("call", function, "args", args, "kwargs", named)));
            questions.newLine();
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("Python ended: " + Files.readString(noise));
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new AssertionError(function + Arrays.toString(args) + ": "
                        + answer.get("error").textValue());
            }
            return Expected.value(answer.get("answer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
