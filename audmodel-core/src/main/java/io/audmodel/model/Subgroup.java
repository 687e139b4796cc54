package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The dotted group of a model, such as {@code emotion.cnn}; empty for none. Its parts name the folders of the archive.
 * The Python package also publishes in subgroups such as {@code a..b}: this library reads those models, and does not
 * {@linkplain #requireStorable publish} there.
 *
 * @param text the parts joined by dots, or the empty text
 */
public record Subgroup(String text) implements Serializable {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9./_-]*");
    private static final Pattern STORABLE = Pattern.compile("(?:[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)?");
    private static final Pattern SEPARATOR = Pattern.compile("[./]");
    private static final List<String> RESERVED = List.of("_uid", "_alias");
    private static final Subgroup NONE = new Subgroup("");

    /**
     * @throws InvalidArgumentException if it has other characters than letters, digits, {@code .}, {@code /}, {@code _}
     *     and {@code -}, or if it is one of the layout's own folders
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Subgroup {
        Objects.requireNonNull(text, "the text of a subgroup is null");
        if (!PATTERN.matcher(text).matches()) {
            throw unusable(text);
        }
        if (RESERVED.contains(text)) {
            throw reserved(text);
        }
    }

    /** @throws InvalidArgumentException if the text has other characters, or is one of the layout's own folders */
    public static Subgroup of(String text) {
        return new Subgroup(text);
    }

    /**
     * Returns this subgroup if a model can be published in it.
     *
     * @throws InvalidArgumentException if a part is empty or has a {@code /}, or if the first part is one of the layout's
     *     own folders
     */
    public Subgroup requireStorable() {
        if (!STORABLE.matcher(text).matches()) {
            throw unusable(text);
        }
        if (!isNone() && RESERVED.contains(parts().get(0))) {
            throw reserved(text);
        }
        return this;
    }

    private static InvalidArgumentException unusable(String text) {
        return new InvalidArgumentException("'" + text
                + "' is not a subgroup: it is one or more parts of letters, digits, '_' and '-', joined by single dots,"
                + " such as emotion.cnn");
    }

    private static InvalidArgumentException reserved(String text) {
        return new InvalidArgumentException(
                "'" + text + "' cannot be a subgroup: '_uid' and '_alias' are folders of the repository's own layout");
    }

    /** Returns no subgroup, whose text is empty. */
    public static Subgroup none() {
        return NONE;
    }

    /** Returns whether the model is in no group. */
    public boolean isNone() {
        return text.isEmpty();
    }

    /** Returns the parts in order, without empty ones; an empty list for no subgroup. */
    public List<String> parts() {
        return SEPARATOR.splitAsStream(text).filter(part -> !part.isEmpty()).toList();
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
