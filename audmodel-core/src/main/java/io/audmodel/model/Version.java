package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a model, such as {@code 1.0.0}, {@code 2.1} or {@code 1.0.0-rc1}. Ordered by the precedence of
 * <a href="https://semver.org/spec/v2.0.0.html#spec-item-11">Semantic Versioning 2.0.0</a>, where missing numbers count
 * as zero and more than three are compared alike; versions of equal precedence are ordered by their text, so that the
 * order is consistent with {@code equals}.
 *
 * @param text a digit, followed by letters, digits, {@code .}, {@code +}, {@code _} and {@code -}. Some release of the
 *     Python package writes each of these; not every release reads all of them
 */
public record Version(String text) implements Comparable<Version>, Serializable {

    private static final Pattern PATTERN = Pattern.compile("[0-9][A-Za-z0-9.+_-]*");
    private static final Pattern PORTABLE = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(?:-[A-Za-z0-9.-]+)?");
    private static final int LENGTH_OF_LEGACY_IDS = 36 - "3e120e8d-".length();

    /** @throws InvalidArgumentException if the text is not a version */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Version {
        Objects.requireNonNull(text, "the text of a version is null");
        if (!PATTERN.matcher(text).matches()) {
            throw new InvalidArgumentException("'" + text
                    + "' is not a version: it is a digit, followed by letters, digits, '.', '+', '_' and"
                    + " '-', such as 1.0.0");
        }
    }

    /** @throws InvalidArgumentException if the text is not a version */
    public static Version of(String text) {
        return new Version(text);
    }

    /** Returns whether a model can be published with this version; see {@link #requireStorable}. */
    public boolean isStorable() {
        return hasPathCharacters() && text.length() != LENGTH_OF_LEGACY_IDS;
    }

    /**
     * Returns this version if a model can be published with it. Two kinds cannot: paths of the layout may not have a
     * {@code +}; and the Python package takes every id of 36 characters, which a version of 27 characters makes, for a
     * legacy id.
     *
     * @throws InvalidArgumentException if no model can be published with it
     */
    public Version requireStorable() {
        if (!hasPathCharacters()) {
            throw new InvalidArgumentException("version '" + text
                    + "' cannot be published: the layout's paths have no '+'; use '-' or '.' instead");
        }
        if (!isStorable()) {
            throw new InvalidArgumentException("version '" + text + "' cannot be published: with its "
                    + LENGTH_OF_LEGACY_IDS + " characters an id is as long as a legacy id, and the Python package would"
                    + " take it for one; make it shorter or longer");
        }
        return this;
    }

    /**
     * Returns this version if every release of the Python package in use reads models with it. audmodel 1.4 knows no
     * {@code _} in ids; audmodel 1.5 fails in each call with the short id of a model if it cannot sort one of its
     * versions.
     *
     * @throws InvalidArgumentException if it has another form than {@code X.Y.Z} or {@code X.Y.Z-suffix}, or is not
     *     {@linkplain #requireStorable storable}
     */
    public Version requirePortable() {
        if (!PORTABLE.matcher(text).matches()) {
            throw new InvalidArgumentException("version '" + text
                    + "' needs PublishRequest.ofAnyVersion: some releases of the Python package cannot read"
                    + " it, or then fail with the short id of the model. Or use X.Y.Z or X.Y.Z-suffix, with letters, digits,"
                    + " '.' and '-' in the suffix, such as 1.0.0 or 1.0.0-rc1");
        }
        return requireStorable();
    }

    /**
     * Returns whether this is a pre-release, such as {@code 1.0.0-rc1} or {@code 1.0rc1}: anything after the numbers
     * makes it one, except build metadata.
     */
    public boolean isPreRelease() {
        return Precedence.isPreRelease(text);
    }

    /**
     * Returns the highest release; the highest pre-release if there is no release.
     *
     * @param versions in any order, at least one
     */
    public static Version latestOf(Collection<Version> versions) {
        return versions.stream()
                .filter(version -> !version.isPreRelease())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Collections.max(versions));
    }

    private boolean hasPathCharacters() {
        return text.indexOf('+') < 0;
    }

    @Override
    public int compareTo(Version other) {
        int byPrecedence = Precedence.compare(text, other.text);
        return byPrecedence != 0 ? byPrecedence : text.compareTo(other.text);
    }

    // As in Repository: quicker at the first call of a process.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
