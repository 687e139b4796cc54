package io.audmodel.it.python;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process with Python's model-signing, the reference implementation of OpenSSF Model Signing. */
final class ModelSigning implements AutoCloseable {

    /** It needs pyOpenSSL, which nothing brings any more. */
    private static final List<String> PACKAGES = List.of("model-signing==1.1.1", "sigstore<5", "pyOpenSSL");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path noise;

    private ModelSigning(Process process, Path noise) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.noise = noise;
    }

    static ModelSigning start(Path work) throws IOException {
        Path python = PythonInstallation.environment("model-signing", PACKAGES).resolve("bin/python");
        Path script = work.resolve("signing.py");
        try (InputStream source = ModelSigning.class.getResourceAsStream("/python/signing.py")) {
            Files.write(script, source.readAllBytes());
        }
        Path noise = work.resolve("noise.log");
        ProcessBuilder builder = new ProcessBuilder(python.toString(), script.toString()).redirectError(noise.toFile());
        builder.environment().putAll(Map.of("PYTHONUTF8", "1", "PYTHONDONTWRITEBYTECODE", "1"));
        return new ModelSigning(builder.start(), noise);
    }

    /** What it says of a failure; an empty text where there was none. */
    String call(String function, Map<String, ?> arguments) throws IOException {
        Map<String, Object> question = new LinkedHashMap<>(arguments);
        question.put("call", function);
        questions.write(JSON.writeValueAsString(question));
        questions.newLine();
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("Python ended: " + Files.readString(noise));
        }
        return JSON.readValue(line, String.class);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
