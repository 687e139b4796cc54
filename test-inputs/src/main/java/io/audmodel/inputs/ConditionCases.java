package io.audmodel.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of conditions that the tool and the catalogue's page have to understand alike, from {@code conditions.txt}.
 *
 * @param documents the documents by name, in YAML
 */
public record ConditionCases(Map<String, String> documents, List<Case> cases) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    /**
     * A condition and what meets it.
     *
     * @param found the names of the documents; null if the condition is refused
     */
    public record Case(String condition, @Nullable Set<String> found) {}

    public static ConditionCases read() {
        Map<String, String> documents = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        String part = "";
        for (String line : text().lines().filter(text -> !text.startsWith("#")).toList()) {
            if (line.startsWith("== ")) {
                part = line.substring(3);
            } else if (part.equals("cases")) {
                cases.add(caseOf(line));
            } else {
                documents.merge(part, line + "\n", String::concat);
            }
        }
        return new ConditionCases(documents, cases);
    }

    private static Case caseOf(String line) {
        int arrow = line.lastIndexOf(" =>");
        String found = line.substring(arrow + " =>".length()).strip();
        Set<String> names = found.isEmpty() ? Set.of() : new TreeSet<>(List.of(found.split(" ")));
        return new Case(unescaped(line.substring(0, arrow)), found.equals("!") ? null : names);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> {
            String character = found.group(1) == null
                    ? found.group(2).replace('n', '\n').replace('t', '\t')
                    : String.valueOf((char) Integer.parseInt(found.group(1), 16));
            return Matcher.quoteReplacement(character);
        });
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(ConditionCases.class.getResourceAsStream("conditions.txt"), "conditions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
