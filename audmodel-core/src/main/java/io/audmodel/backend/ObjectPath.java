package io.audmodel.backend;

import io.audmodel.error.InvalidArgumentException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of an object within a repository: one or more segments joined by {@code /}, without a leading slash.
 * Segments consist of letters, digits, {@code .}, {@code _}, {@code +} and {@code -}; none is empty or has only dots,
 * so a path cannot leave the repository, and adapters need not check it. An adapter may use names with other characters
 * (such as {@code ~}) for its own temporary files.
 *
 * @param text such as {@code _uid/3e120e8d/1.0.0/3e120e8d-1.0.0.header.yaml}
 */
public record ObjectPath(String text) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._+-]+");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    /** The repository itself, for {@link Backend#list}: all objects are below it, and none has this path. */
    public static final ObjectPath ROOT = new ObjectPath("/");

    /** @throws InvalidArgumentException if a segment is empty, has only dots or other characters */
    public ObjectPath {
        if (!text.equals("/")) {
            requireSegments(text);
        }
    }

    private static void requireSegments(String text) {
        for (String segment : text.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches()
                    || ONLY_DOTS.matcher(segment).matches()) {
                throw new InvalidArgumentException("'" + text + "' is not a path in a repository: its segments have"
                        + " letters, digits, '.', '_', '+' and '-', and something beside dots");
            }
        }
    }

    /** Joins segments; each argument may hold several, joined by {@code /}. */
    public static ObjectPath of(String first, String... more) {
        return more.length == 0 ? new ObjectPath(first) : new ObjectPath(first + "/" + String.join("/", more));
    }

    /** Returns this path with more segments at its end. */
    public ObjectPath child(String segments) {
        return new ObjectPath(isRoot() ? segments : text + "/" + segments);
    }

    /** Returns whether this is {@link #ROOT}. */
    public boolean isRoot() {
        return text.equals("/");
    }

    /**
     * Returns this path if an object can have it.
     *
     * @throws InvalidArgumentException if this is {@link #ROOT}
     */
    public ObjectPath requireObject() {
        if (isRoot()) {
            throw new InvalidArgumentException(
                    "'/' is the repository and no object: it can be listed, and not read, written or deleted");
        }
        return this;
    }

    /** Returns the names between the slashes, in order; unmodifiable, and never empty. */
    public List<String> segments() {
        return List.of(text.split("/"));
    }

    /** Returns the last segment. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /**
     * Returns whether this path is the prefix, or is below it by whole segments: {@code a/b/c} is below {@code a/b},
     * {@code a/bc} is not. All are below {@link #ROOT}.
     */
    public boolean startsWith(ObjectPath prefix) {
        return prefix.isRoot() || text.equals(prefix.text) || text.startsWith(prefix.text + "/");
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
