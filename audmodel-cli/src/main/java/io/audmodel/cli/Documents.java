package io.audmodel.cli;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what options name: files that hold YAML or JSON, and values that are YAML scalars. A file {@code *.json} is
 * JSON and one {@code *.yaml} or {@code *.yml} is YAML; any other, and standard input, is JSON if it can be read as
 * such: in JSON {@code 1e3} is a number, which YAML 1.1 takes for text.
 */
final class Documents {

    private static final String STANDARD_INPUT = "-";

    private final InputStream in;

    Documents(InputStream in) {
        this.in = in;
    }

    /**
     * The mapping in a file, or in standard input; empty if there is nothing in it.
     *
     * @throws InvalidArgumentException if it cannot be read, or is no mapping
     */
    Map<Object, Object> mapping(String file) {
        String source = file.equals(STANDARD_INPUT) ? "standard input" : file;
        Object value = parse(file, bytes(file, source), source);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return Tree.copyOf(map);
        }
        throw new InvalidArgumentException(source + " has to hold a mapping of keys to values, not a "
                + (value instanceof Collection<?> ? "list" : "single value"));
    }

    /**
     * What the text means as a YAML scalar: {@code 1} is a number, {@code yes} is true, {@code '1'} is text.
     *
     * @throws InvalidArgumentException if it is more than a scalar, or none
     */
    static @Nullable Object scalar(String text, String option) {
        Object value;
        try {
            value = Output.yaml().read(text.getBytes(StandardCharsets.UTF_8), "the value of " + option);
        } catch (CorruptContentException e) {
            throw new InvalidArgumentException(e.getMessage() + "; quote what shall be text", e);
        }
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            throw new InvalidArgumentException("the value of " + option
                    + " is not a scalar in YAML: quote it if it shall be text, or put lists and mappings into a file");
        }
        return value;
    }

    private byte[] bytes(String file, String source) {
        try {
            return file.equals(STANDARD_INPUT) ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new InvalidArgumentException("there is no file " + source, e);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot read " + source + ": " + e, e);
        }
    }

    private static @Nullable Object parse(String file, byte[] bytes, String source) {
        String name = file.toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".json")) {
                return JsonDocument.read(bytes, source);
            }
            boolean isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
            Optional<Map<Object, Object>> json = isYaml ? Optional.empty() : JsonDocument.objectIn(bytes);
            return json.isPresent() ? json.get() : Output.yaml().read(bytes, source);
        } catch (CorruptContentException e) {
            throw new InvalidArgumentException(e.getMessage(), e);
        }
    }
}
