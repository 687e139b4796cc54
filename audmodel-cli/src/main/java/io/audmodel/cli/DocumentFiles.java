package io.audmodel.cli;

import io.audmodel.backend.Environment;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.value.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that options name, which hold YAML or JSON. A file {@code *.json} is JSON and one {@code *.yaml} or
 * {@code *.yml} is YAML; any other, and standard input, is JSON if it begins as such. Trying both would not do: YAML
 * also reads malformed JSON, and {@code 1e3} in it as text.
 */
final class DocumentFiles {

    private static final String STANDARD_INPUT = "-";

    private final InputStream in;

    DocumentFiles(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the mapping in a file or in standard input; empty if the document is empty.
     *
     * @throws InvalidArgumentException if it cannot be read, or is no mapping
     */
    Map<Object, Object> mapping(String file) {
        String source = source(file);
        Object value = parse(file, bytes(file), source);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return Tree.copyOf(map);
        }
        throw new InvalidArgumentException(source + " has to hold a mapping of keys to values, not a "
                + (value instanceof Collection<?> ? "list" : "single value"));
    }

    private static String source(String file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file;
    }

    /** @throws InvalidArgumentException if the file, or standard input, cannot be read */
    byte[] bytes(String file) {
        String source = source(file);
        try {
            return file.equals(STANDARD_INPUT)
                    ? in.readAllBytes()
                    : Files.readAllBytes(Environment.system().path(file));
        } catch (NoSuchFileException e) {
            throw new InvalidArgumentException(
                    "there is no file " + source + ": name one that holds YAML or JSON, or - for standard input", e);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot read " + source + ": " + Reasons.of(e), e);
        }
    }

    private static @Nullable Object parse(String file, byte[] bytes, String source) {
        String name = file.toLowerCase(Locale.ROOT);
        try {
            boolean isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
            boolean isJson = name.endsWith(".json") || !isYaml && JsonDocument.isBegunBy(bytes);
            return isJson ? JsonDocument.read(bytes, source) : Output.yaml().read(bytes, source);
        } catch (CorruptContentException e) {
            throw new InvalidArgumentException(e.getMessage(), e);
        }
    }
}
