package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A dotted group that a model belongs to, such as {@code emotion.cnn}; empty for none. The archive is stored in the
 * folders that its parts name.
 *
 * @param text the parts joined by dots, or the empty text
 */
public record Subgroup(String text) {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");
    private static final List<String> RESERVED = List.of("_uid", "_alias");
    private static final Subgroup NONE = new Subgroup("");

    /**
     * @throws InvalidArgumentException if a part is empty, has other characters than letters, digits, {@code _} and
     *     {@code -}, or if the first part is one of the layout's own folders
     */
    public Subgroup {
        if (!text.isEmpty()) {
            for (String part : text.split("\\.", -1)) {
                if (!PART.matcher(part).matches()) {
                    throw new InvalidArgumentException("'" + text
                            + "' is not a subgroup: it is one or more parts of letters, digits, '_' and '-', joined by"
                            + " single dots, such as emotion.cnn");
                }
            }
            if (RESERVED.contains(text.split("\\.", 2)[0])) {
                throw new InvalidArgumentException("'" + text
                        + "' cannot be a subgroup: '_uid' and '_alias' are folders of the repository's own layout");
            }
        }
    }

    /** No subgroup; the same as the empty text. */
    public static Subgroup none() {
        return NONE;
    }

    public boolean isNone() {
        return text.isEmpty();
    }

    /** The parts in order; empty for no subgroup. */
    public List<String> parts() {
        return isNone() ? List.of() : List.of(text.split("\\."));
    }

    @Override
    public String toString() {
        return text;
    }
}
