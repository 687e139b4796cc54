package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import java.util.Map;
import java.util.Objects;

/**
 * The part of an id that all versions of a model share: eight lower-case hexadecimal digits. As a reference it stands
 * for the latest version.
 *
 * @param text such as {@code 3e120e8d}
 */
public record ShortId(String text) implements ModelRef {

    private static final int LENGTH = 8;

    /** @throws InvalidArgumentException if the text is not eight lower-case hexadecimal digits */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShortId {
        Objects.requireNonNull(text, "the text of a short id is null");
        if (!isShortId(text)) {
            throw new InvalidArgumentException(
                    "'" + text + "' is not a short id: it has eight lower-case hexadecimal digits, such as 3e120e8d");
        }
    }

    /** @throws InvalidArgumentException if the text is not eight lower-case hexadecimal digits */
    public static ShortId of(String text) {
        return new ShortId(text);
    }

    /** Whether a text has the form of a short id. A pattern takes longer, and each load of a cached model asks. */
    static boolean isShortId(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Computes the short id of a model: the last eight digits of the MD5 of {@code <subgroup>.<name><parameters>},
     * where the parameters are written as CPython writes a dictionary whose top-level keys are sorted.
     *
     * @param parameters any mapping that {@link Tree#copyOf} takes
     */
    public static ShortId derive(String name, Subgroup subgroup, Map<?, ?> parameters) {
        String text = subgroup + "." + name + PythonText.ofSorted(Tree.copyOf(parameters));
        return new ShortId(Checksum.md5(text).hex().substring(24));
    }

    /** Returns the id of one version of this model. */
    public ModelId version(Version version) {
        return new ModelId(this, version);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
