package io.audmodel.it.python;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
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

    private final LineProcess process;

    private ModelSigning(LineProcess process) {
        this.process = process;
    }

    static ModelSigning start(Path work) throws IOException {
        Path python = PythonInstallation.environment("model-signing", PACKAGES).resolve("bin/python");
        Path script = work.resolve("signing.py");
        try (InputStream source = ModelSigning.class.getResourceAsStream("/python/signing.py")) {
            Files.write(script, source.readAllBytes());
        }
        return new ModelSigning(
                LineProcess.start(List.of(python.toString(), script.toString()), Map.of(), work.resolve("noise.log")));
    }

    /** What it says of a failure; an empty text where there was none. */
    String call(String function, Map<String, ?> arguments) throws IOException {
        Map<String, Object> question = new LinkedHashMap<>(arguments);
        question.put("call", function);
        process.tell(JSON.writeValueAsString(question));
        return JSON.readValue(process.answer(), String.class);
    }

    @Override
    public void close() {
        process.close();
    }
}
