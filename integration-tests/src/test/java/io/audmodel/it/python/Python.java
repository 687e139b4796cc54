package io.audmodel.it.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python process that calls the audmodel package. */
public final class Python implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LineProcess process;

    private Python(LineProcess process) {
        this.process = process;
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
                return new Python(LineProcess.start(command, environment, noise));
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
        process.tell(question(function, args, keywords));
    }

    /** The answer to the oldest question that has none. */
    @Nullable
    public Object answer() {
        try {
            JsonNode answer = JSON.readTree(process.answer());
            if (answer.has("error")) {
                throw new AssertionError(
                        "Python answers: " + answer.get("error").textValue());
            }
            return TypedJson.decode(answer.get("answer"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it at once, without any chance to clean up. */
    void kill() {
        process.kill();
    }

    /** Lets it end by itself, which it has to do without an error; returns what it said beside its answers. */
    public List<String> finish() {
        return process.finish();
    }

    @Override
    public void close() {
        process.close();
    }

    private static String question(String function, Object[] args, Map<String, @Nullable Object> keywords) {
        List<@Nullable Object> encoded = new ArrayList<>();
        for (Object arg : args) {
            encoded.add(TypedJson.encode(arg));
        }
        try {
            return JSON.writeValueAsString(Map.of("call", function, "args", encoded, "kwargs", keywords));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
