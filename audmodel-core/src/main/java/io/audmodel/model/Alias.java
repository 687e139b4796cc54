package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A name that points to a model and can be moved to another, such as {@code emotion-production}. Aliases are ordered by
 * their text.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; not only dots, and not in the form of an id
 */
public record Alias(String name) implements ModelRef, Comparable<Alias> {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    /** The name of the file is the alias with {@code -1.0.0.alias.yaml} behind it. */
    private static final int MAX_LENGTH = 255 - 17;

    /** @throws InvalidArgumentException if the name has other characters, is only dots, or looks like an id */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Alias {
        Objects.requireNonNull(name, "the name of an alias is null");
        if (!PATTERN.matcher(name).matches() || ONLY_DOTS.matcher(name).matches()) {
            throw new InvalidArgumentException("'" + name
                    + "' is no model reference: it is neither an id nor an alias, which has letters, digits, '.', '_'"
                    + " and '-' only, and something beside dots");
        }
        if (ShortId.isShortId(name)
                || LegacyId.PATTERN.matcher(name).matches()
                || ModelId.PATTERN.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "'" + name + "' cannot be an alias: it has the form of a model id; choose another name");
        }
    }

    /** @throws InvalidArgumentException if the name has other characters, is only dots, or looks like an id */
    public static Alias of(String name) {
        return new Alias(name);
    }

    /**
     * Returns this alias if every storage can hold it: its file has its name, and file names have at most 255
     * characters.
     *
     * @throws InvalidArgumentException if it is too long
     */
    public Alias requireStorable() {
        if (name.length() > MAX_LENGTH) {
            throw new InvalidArgumentException("the alias '" + name + "' has " + name.length() + " characters, and "
                    + MAX_LENGTH + " at most can be stored: choose a shorter one");
        }
        return this;
    }

    @Override
    public int compareTo(Alias other) {
        return name.compareTo(other.name);
    }

    @Override
    @JsonValue
    public String toString() {
        return name;
    }
}
