package io.audmodel.backend.artifactory;

import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The file that {@code dohq-artifactory} reads by Python's configparser: sections named by the URL of a server, with or
 * without its scheme, with the keys {@code username} and {@code password}.
 */
final class CredentialsFile {

    private final Map<String, Map<String, String>> sections = new HashMap<>();

    private CredentialsFile() {}

    /** @return the file; without sections if it does not exist */
    static CredentialsFile read(Path path) {
        CredentialsFile file = new CredentialsFile();
        try {
            Map<String, String> section = new HashMap<>();
            for (String raw : Files.readAllLines(path)) {
                String line = raw.strip();
                // Text behind the bracket is no part of the name.
                int end = line.lastIndexOf(']');
                if (line.startsWith("[") && end > 1) {
                    section = new HashMap<>();
                    file.sections.put(line.substring(1, end), section);
                } else if (!line.startsWith("#") && !line.startsWith(";")) {
                    add(section, line);
                }
            }
        } catch (NoSuchFileException e) {
            return file;
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + path + ": correct it, or its permissions", e);
        }
        return file;
    }

    /** The section of a server: the one with its exact URL, else one that differs by scheme or a last slash. */
    Map<String, String> section(String url) {
        Map<String, String> exact = sections.get(url);
        if (exact != null) {
            return exact;
        }
        return sections.entrySet().stream()
                .filter(section -> bare(section.getKey()).equals(bare(url)))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Map.of());
    }

    private static String bare(String url) {
        return url.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    }

    private static void add(Map<String, String> section, String line) {
        int colon = line.indexOf(':');
        int equals = line.indexOf('=');
        int end = equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
        if (end > 0) {
            // configparser's interpolation writes a percent sign as two.
            String value = unquoted(line.substring(end + 1).strip()).replace("%%", "%");
            if (!value.isEmpty()) {
                section.put(line.substring(0, end).strip().toLowerCase(Locale.ROOT), value);
            }
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Shows no section, since the keys are next to secrets. */
    @Override
    public String toString() {
        return "CredentialsFile[" + sections.size() + " sections]";
    }
}
