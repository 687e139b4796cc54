package io.audmodel;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one value in parameters or metadata.
 *
 * @param path keys joined by dots, and indexes of lists; a key that holds a dot itself is found too
 * @param wanted a canonical value, as {@link Tree} describes
 */
record ValueCondition(
        String path, Comparison comparison, @Nullable Object wanted) {

    /** @throws InvalidArgumentException if a pattern is no text */
    static ValueCondition of(String path, Comparison comparison, @Nullable Object wanted) {
        if (comparison == Comparison.LIKE && !(wanted instanceof String)) {
            throw new InvalidArgumentException(
                    "'" + path + "' cannot be like " + wanted + ": a pattern is text, such as \"cnn*\"");
        }
        return new ValueCondition(path, comparison, Tree.valueOf(wanted));
    }

    /** @throws InvalidArgumentException if no value of any type meets the condition */
    ValueCondition requirePossible() {
        if (comparison.isOfOrder() && !Comparison.hasOrder(wanted)) {
            throw new InvalidArgumentException("nothing is less or greater than " + shown(wanted) + ", so that '" + path
                    + "' never meets the condition: numbers, texts, dates and times have an order");
        }
        return this;
    }

    boolean holds(Map<Object, Object> values) {
        return holds(values, path);
    }

    private boolean holds(@Nullable Object node, String rest) {
        if (node instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .anyMatch(entry -> holdsBelow(String.valueOf(entry.getKey()), entry.getValue(), rest));
        }
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (holdsBelow(Integer.toString(i), list.get(i), rest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean holdsBelow(String key, @Nullable Object value, String rest) {
        if (rest.equals(key)) {
            return comparison.holds(value, wanted);
        }
        return rest.startsWith(key + ".") && holds(value, rest.substring(key.length() + 1));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?> ? "a list or mapping" : String.valueOf(value);
    }
}
