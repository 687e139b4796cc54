package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.util.regex.Pattern;

/**
 * The version of a model, such as {@code 1.0.0}, {@code 2.1} or {@code 1.0.0-rc1}. Ordered by the precedence of
 * <a href="https://semver.org/spec/v2.0.0.html#spec-item-11">Semantic Versioning 2.0.0</a>, where missing numbers count
 * as zero and more than three are compared alike; versions of equal precedence are ordered by their text, so that the
 * order is consistent with {@code equals}.
 *
 * @param text begins with a digit and goes on with letters, digits, {@code .}, {@code +} and {@code -}
 */
public record Version(String text) implements Comparable<Version> {

    private static final Pattern PATTERN = Pattern.compile("[0-9][A-Za-z0-9.+-]*");
    private static final Pattern STORABLE = Pattern.compile("[0-9][A-Za-z0-9.-]*");

    /** @throws InvalidArgumentException if the text is not a version */
    public Version {
        if (!PATTERN.matcher(text).matches()) {
            throw new InvalidArgumentException("'" + text
                    + "' is not a version: it begins with a digit and goes on with letters, digits, '.', '+' and '-',"
                    + " such as 1.0.0");
        }
    }

    /** @throws InvalidArgumentException if the text is not a version */
    public static Version parse(String text) {
        return new Version(text);
    }

    /**
     * Whether a model can be published with this version. Ids may carry a {@code +}, paths of the layout may not.
     */
    public boolean isStorable() {
        return STORABLE.matcher(text).matches();
    }

    /** Whether this is a pre-release, such as {@code 1.0.0-rc1} or {@code 1.0rc1}. */
    public boolean isPreRelease() {
        return !Precedence.of(text).preRelease().isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        int byPrecedence = Precedence.of(text).compareTo(Precedence.of(other.text));
        return byPrecedence != 0 ? byPrecedence : text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
