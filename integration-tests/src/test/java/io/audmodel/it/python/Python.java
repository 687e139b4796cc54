package io.audmodel.it.python;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Python process that calls the audmodel package. */
public final class Python implements AutoCloseable {

    private static final long MINUTES = 3;
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

    /** Starts the reference. */
    public static Python start(Path work, Path cacheRoot, Repository... repositories) {
        return new Launch(work).start(cacheRoot, repositories);
    }

    /** How a Python process is started. */
    public static final class Launch {

        private final Path work;
        private final List<String> before = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, Object> settings = new LinkedHashMap<>();
        private Path interpreter = PythonInstallation.interpreter(PythonRelease.REFERENCE);

        /** @param work a folder for the script and what it says beside its answers */
        public Launch(Path work) {
            this.work = work;
        }

        Launch release(PythonRelease release) {
            interpreter = PythonInstallation.interpreter(release);
            return this;
        }

        Launch environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** A folder whose packages go before the installed ones. */
        Launch library(Path folder) {
            return environment(Map.of("PYTHONPATH", folder.toString()));
        }

        /** A command that runs the interpreter, such as one that changes the user. */
        public Launch by(List<String> command) {
            before.addAll(command);
            return this;
        }

        /** Each read of an archive is noted in the file. */
        Launch noteReads(Path file) {
            settings.put("reads", file.toString());
            return this;
        }

        public Python start(Path cacheRoot, Repository... repositories) {
            settings.put("cache", cacheRoot.toString());
            settings.put(
                    "repositories",
                    Arrays.stream(repositories)
                            .map(each -> Map.of("name", each.name(), "host", each.host(), "backend", each.backend()))
                            .toList());
            try {
                Path scripts = Files.createTempDirectory(work, "python-");
                for (String name : List.of("session.py", "samples.py", "typed.py", "widest.py")) {
                    try (InputStream source = Python.class.getResourceAsStream("/python/" + name)) {
                        Files.write(scripts.resolve(name), source.readAllBytes());
                    }
                }
                List<String> command = new ArrayList<>(before);
                command.addAll(List.of(
                        interpreter.toString(),
                        scripts.resolve("session.py").toString(),
                        JSON.writeValueAsString(settings)));
                Path noise = Files.createFile(scripts.resolve("noise.log"));
                ProcessBuilder builder = new ProcessBuilder(command).redirectError(noise.toFile());
                builder.environment().putAll(Map.of("PYTHONUTF8", "1", "PYTHONDONTWRITEBYTECODE", "1"));
                builder.environment().putAll(environment);
                return new Python(builder.start(), noise);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What a function answers, decoded; an exception of Python's is an error here. */
    @Nullable
    public Object call(String function, Object... args) {
        return callWith(Map.of(), function, args);
    }

    @Nullable
    Object callWith(Map<String, ?> named, String function, Object... args) {
        tell(named, function, args);
        return answer();
    }

    /** Asks without waiting for the answer. */
    public void tell(Map<String, ?> named, String function, Object... args) {
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        named.forEach((name, value) -> keywords.put(name, TypedJson.encode(value)));
        try {
            questions.write(question(function, args, keywords));
            questions.newLine();
            questions.flush();
        } catch (IOException e) {
            throw new AssertionError("cannot ask Python: " + noise(), e);
        }
    }

    /** The answer to the oldest question that has none. */
    @Nullable
    public Object answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("Python ended: " + noise());
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new AssertionError(
                        "Python answers: " + answer.get("error").textValue());
            }
            return TypedJson.decode(answer.get("answer"));
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
    public List<String> finish() {
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

    private static String question(String function, Object[] args, Map<String, @Nullable Object> keywords)
            throws JsonProcessingException {
        List<@Nullable Object> encoded = new ArrayList<>();
        for (Object arg : args) {
            encoded.add(TypedJson.encode(arg));
        }
        return JSON.writeValueAsString(Map.of("call", function, "args", encoded, "kwargs", keywords));
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
