package io.audmodel.backend;

import io.audmodel.error.InvalidArgumentException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where an object is within a repository: one or more segments joined by {@code /}, without a leading one. It cannot
 * leave the repository, so that no adapter has to check: no segment is empty or has only dots, and all consist of
 * letters, digits, {@code .}, {@code _}, {@code +} and {@code -}. Names with other characters (such as {@code ~}) are
 * free for an adapter's own temporary files.
 *
 * @param text such as {@code _uid/3e120e8d/1.0.0/3e120e8d-1.0.0.header.yaml}
 */
public record ObjectPath(String text) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._+-]+");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    /** @throws InvalidArgumentException if a segment is empty, has only dots or other characters */
    public ObjectPath {
        for (String segment : text.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches()
                    || ONLY_DOTS.matcher(segment).matches()) {
                throw new InvalidArgumentException("'" + text + "' is not a path in a repository: its segments have"
                        + " letters, digits, '.', '_', '+' and '-', and something beside dots");
            }
        }
    }

    /** Joins segments; each may hold {@code /} itself. */
    public static ObjectPath of(String first, String... more) {
        return more.length == 0 ? new ObjectPath(first) : new ObjectPath(first + "/" + String.join("/", more));
    }

    /** This path, then more segments. */
    public ObjectPath child(String segments) {
        return new ObjectPath(text + "/" + segments);
    }

    public List<String> segments() {
        return List.of(text.split("/"));
    }

    /** The last segment. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Whether the other path is this one, or leads to it by whole segments: {@code a/b} leads to {@code a/b/c}, not to
     * {@code a/bc}. */
    public boolean startsWith(ObjectPath prefix) {
        return text.equals(prefix.text) || text.startsWith(prefix.text + "/");
    }

    // As in Repository: quicker at the first call of a process.
    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
