package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the section of one host from the file that the Python package reads by configparser. */
final class MinioFile {

    private MinioFile() {}

    /**
     * @return keys in lower case, those of the section {@code DEFAULT} among them; values without the quotes that may stand
     *     around them; empty without such a section
     */
    static Map<String, String> section(Environment environment, String host) {
        Optional<Path> location = environment
                .variable("MINIO_CONFIG_FILE")
                .map(environment::path)
                .or(() -> environment.inHome(".config/audbackend/minio.cfg"));
        return location.map(file -> section(file, host)).orElse(Map.of());
    }

    private static Map<String, String> section(Path file, String host) {
        Map<String, String> defaults = new HashMap<>();
        Map<String, String> found = new HashMap<>();
        Map<String, String> current = new HashMap<>();
        boolean known = false;
        try {
            for (String raw : Files.readAllLines(file)) {
                String line = raw.strip();
                // Text behind the bracket is no part of the name.
                int end = line.lastIndexOf(']');
                if (line.startsWith("[") && end > 1) {
                    String name = line.substring(1, end);
                    known |= name.equals(host);
                    current = name.equals(host) ? found : name.equals("DEFAULT") ? defaults : new HashMap<>();
                } else if (!line.startsWith("#") && !line.startsWith(";")) {
                    add(current, line);
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": correct it, or its permissions", e);
        }
        if (!known) {
            return Map.of();
        }
        defaults.putAll(found);
        return defaults;
    }

    private static void add(Map<String, String> found, String line) {
        int colon = line.indexOf(':');
        int equals = line.indexOf('=');
        int end = equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
        if (end > 0) {
            // configparser's interpolation writes a percent sign as two.
            String value = unquoted(line.substring(end + 1).strip()).replace("%%", "%");
            if (!value.isEmpty()) {
                found.put(line.substring(0, end).strip().toLowerCase(Locale.ROOT), value);
            }
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
