package io.audmodel.backend.support;

import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of sections with keys and values, with what Python's configparser reads in it: continued lines, the section
 * {@code DEFAULT}, {@code %(other)s} and {@code %%} in values, and every blank of Unicode around them. What
 * configparser refuses is read as far as it can be. Immutable.
 */
public final class IniFile {

    /** What Python's {@code strip} takes away; Java's leaves the next line and the blanks that do not break. */
    private static final String BLANKS =
            "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

    private static final Pattern LEADING = Pattern.compile("^" + BLANKS + "*+");
    private static final Pattern TRAILING = Pattern.compile("(?<!" + BLANKS + ")" + BLANKS + "++\\z");
    private static final Pattern ESCAPE = Pattern.compile("%(?:%|\\(([^)]+)\\)s)");
    private static final int DEEPEST = 10;

    private final Map<String, Map<String, String>> sections;
    private final Map<String, String> defaults;

    private IniFile(Map<String, Map<String, String>> sections, Map<String, String> defaults) {
        this.sections = sections;
        this.defaults = defaults;
    }

    /**
     * Reads a file; one that is missing has no sections.
     *
     * @throws ConfigurationException if it cannot be read, or is not text in UTF-8
     */
    public static IniFile read(Path path) {
        Lines lines = new Lines();
        try {
            String text = String.join("\n", Files.readAllLines(path));
            // Editors of Windows mark the encoding.
            (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().forEach(lines::add);
        } catch (NoSuchFileException e) {
            return new IniFile(Map.of(), Map.of());
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + path + ": correct it, or its permissions", e);
        }
        return new IniFile(lines.sections, lines.defaults);
    }

    /** Returns the names of all sections but {@code DEFAULT}, in the order of the file. */
    public Set<String> sections() {
        return Collections.unmodifiableSet(sections.keySet());
    }

    /**
     * Returns a section with the keys of {@code DEFAULT}: keys in lower case, values without the quotes that may stand
     * around them. Keys without a value are left out; without such a section the result is empty.
     */
    public Map<String, String> section(String name) {
        Map<String, String> found = sections.get(name);
        if (found == null) {
            return Map.of();
        }
        Map<String, String> raw = new HashMap<>(defaults);
        raw.putAll(found);
        raw.replaceAll((key, value) -> stripTrailing(value));
        Map<String, String> values = new HashMap<>();
        raw.forEach((key, value) -> {
            String plain = unquoted(interpolated(value, raw, 1));
            if (!plain.isEmpty()) {
                values.put(key, plain);
            }
        });
        return values;
    }

    private static String interpolated(String value, Map<String, String> raw, int depth) {
        return ESCAPE.matcher(value).replaceAll(found -> {
            String other =
                    found.group(1) == null ? null : raw.get(found.group(1).toLowerCase(Locale.ROOT));
            if (other != null && depth < DEEPEST) {
                return Matcher.quoteReplacement(interpolated(other, raw, depth + 1));
            }
            return found.group(1) == null ? "%" : Matcher.quoteReplacement(found.group());
        });
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String strip(String text) {
        return LEADING.matcher(stripTrailing(text)).replaceFirst("");
    }

    private static String stripTrailing(String text) {
        return TRAILING.matcher(text).replaceFirst("");
    }

    private static int indent(String line) {
        Matcher blanks = LEADING.matcher(line);
        return blanks.lookingAt() ? blanks.end() : 0;
    }

    /** Shows no section, since keys stand next to secrets. */
    @Override
    public String toString() {
        return "IniFile[" + sections.size() + " sections]";
    }

    /** Where a reader of the lines is. */
    private static final class Lines {

        private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        private final Map<String, String> defaults = new HashMap<>();

        private Map<String, String> section = new HashMap<>();
        private String key = "";
        private int indent;

        void add(String line) {
            String text = strip(line);
            if (text.startsWith("#") || text.startsWith(";")) {
                return;
            }
            boolean isContinued = !key.isEmpty() && indent(line) > indent;
            if (text.isEmpty() || isContinued) {
                section.computeIfPresent(key, (same, value) -> value + "\n" + text);
                return;
            }
            indent = indent(line);
            // Text behind the bracket is no part of the name.
            int end = text.lastIndexOf(']');
            if (text.startsWith("[") && end > 1) {
                begin(text.substring(1, end));
            } else {
                put(text);
            }
        }

        private void begin(String name) {
            key = "";
            section = name.equals("DEFAULT") ? defaults : sections.computeIfAbsent(name, each -> new HashMap<>());
        }

        private void put(String text) {
            int colon = text.indexOf(':');
            int equals = text.indexOf('=');
            int end = equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
            key = strip(end < 0 ? text : text.substring(0, end)).toLowerCase(Locale.ROOT);
            if (!key.isEmpty()) {
                section.put(key, end < 0 ? "" : strip(text.substring(end + 1)));
            }
        }
    }
}
