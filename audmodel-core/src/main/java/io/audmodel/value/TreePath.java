package io.audmodel.value;

import io.audmodel.error.UnserializableValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path from the root of a tree to the current value. It becomes text only if a value is refused. */
final class TreePath {

    private static final int SHOWN_KEY_LENGTH = 60;

    private final List<@Nullable Object> steps = new ArrayList<>();

    /** Enters the value of a key, or the element at an index. */
    void enter(@Nullable Object keyOrIndex) {
        steps.add(keyOrIndex);
    }

    void leave() {
        steps.remove(steps.size() - 1);
    }

    /** The number of steps from the root. */
    int length() {
        return steps.size();
    }

    UnserializableValueException refuse(String problem) {
        return new UnserializableValueException(toString(), problem);
    }

    /**
     * Returns a text such as {@code $.layers[2].size}; keys that are no plain names stand in brackets, as Python writes
     * them.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        for (Object step : steps) {
            if (step instanceof String name && isPlainName(name)) {
                text.append('.').append(name);
            } else {
                text.append('[').append(shown(step)).append(']');
            }
        }
        return text.toString();
    }

    /** A key as messages show it, shortened where it is long. */
    static String shown(@Nullable Object key) {
        String text = PythonText.ofCanonical(key);
        return text.length() <= SHOWN_KEY_LENGTH ? text : text.substring(0, SHOWN_KEY_LENGTH) + "...";
    }

    private static boolean isPlainName(String name) {
        return !name.isEmpty()
                && name.length() <= SHOWN_KEY_LENGTH
                && name.chars().allMatch(c -> c == '_' || c == '-' || c < 0x80 && Character.isLetterOrDigit(c));
    }
}
