package io.audmodel;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Selects files of a model: those whose whole name, such as {@code weights/fc1.bin}, matches at least one pattern.
 * {@code *} stands for any characters but slashes, {@code ?} for one of them, and {@code **} for any characters,
 * slashes included; a leading <code>**&#47;</code> also for no folder at all. All else stands for itself; case counts.
 * Immutable.
 */
public final class FilePatterns {

    private final SortedSet<String> patterns;
    private final List<Pattern> compiled;

    private FilePatterns(SortedSet<String> patterns) {
        this.patterns = patterns;
        this.compiled = patterns.stream().map(FilePatterns::compile).toList();
    }

    /**
     * Selects the files that match at least one of the patterns.
     *
     * @throws InvalidArgumentException if there is no pattern, or one that no name can match: it is blank, begins or
     *     ends with a slash, or has a backslash
     */
    public static FilePatterns of(String... patterns) {
        if (patterns.length == 0) {
            throw new InvalidArgumentException("no pattern was given: name a file, or use ** for all");
        }
        Arrays.stream(patterns).forEach(FilePatterns::requireSensible);
        return new FilePatterns(new TreeSet<>(List.of(patterns)));
    }

    /** Selects at least the file of this name, whatever characters it has. */
    static FilePatterns exactly(String name) {
        return new FilePatterns(new TreeSet<>(List.of(name)));
    }

    /** Returns whether a file with this name is selected. */
    public boolean matches(String name) {
        return compiled.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** A name for a folder; equal patterns have the same, whatever their order. */
    String key() {
        return Checksum.md5(String.join("\n", patterns)).hex();
    }

    private static void requireSensible(String pattern) {
        if (pattern.isBlank() || pattern.startsWith("/") || pattern.endsWith("/") || pattern.indexOf('\\') >= 0) {
            throw new InvalidArgumentException(
                    "the pattern '" + pattern
                            + "' matches no file: names are relative to the model, with slashes between, such as weights/*.bin");
        }
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); ) {
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                regex.append(one(glob.charAt(i)));
                i++;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String one(char c) {
        return switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? String.valueOf(c) : "\\" + c;
        };
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
