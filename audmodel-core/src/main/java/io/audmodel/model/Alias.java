package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.util.regex.Pattern;

/**
 * A name that points to a model and can be moved to another, such as {@code emotion-production}. Ordered by text.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; not only dots, and not in the form of an id
 */
public record Alias(String name) implements ModelRef, Comparable<Alias> {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    /** @throws InvalidArgumentException if the name has other characters, is only dots, or looks like an id */
    public Alias {
        if (!PATTERN.matcher(name).matches() || ONLY_DOTS.matcher(name).matches()) {
            throw new InvalidArgumentException("'" + name
                    + "' is no model reference: it is neither an id nor an alias, which has letters, digits, '.', '_'"
                    + " and '-' only, and something beside dots");
        }
        if (ShortId.PATTERN.matcher(name).matches()
                || LegacyId.PATTERN.matcher(name).matches()
                || ModelId.PATTERN.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "'" + name + "' cannot be an alias: it has the form of a model id; choose a name that has not");
        }
    }

    @Override
    public int compareTo(Alias other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
