package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads options of the form {@code KEY=VALUE}, where the value is a YAML scalar. */
final class Assignments {

    private static final Pattern DOT = Pattern.compile("\\.");

    private Assignments() {}

    /**
     * Reads values of single keys.
     *
     * @param option its name, for messages
     * @param what one of them is, for messages
     * @throws InvalidArgumentException if one has another form, or a key is given twice
     */
    static Map<Object, Object> of(List<String> texts, String option, String what) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new InvalidArgumentException("'" + text + "' is not " + what + ": it has the form KEY=VALUE");
            }
            String key = text.substring(0, equals);
            if (values.containsKey(key)) {
                throw new InvalidArgumentException(option + " " + key + " is given twice: a key has one value");
            }
            values.put(key, Scalar.parse(text.substring(equals + 1), option + " " + key));
        }
        return values;
    }

    /**
     * Reads values of keys that may lead into mappings: several joined by dots, as in conditions of {@code find}.
     *
     * @throws InvalidArgumentException as {@link #of}, and if a key has an empty part, or one leads into the value of another
     */
    static Map<Object, Object> nested(List<String> texts, String option, String what) {
        Map<Object, Object> tree = new LinkedHashMap<>();
        of(texts, option, what).forEach((key, value) -> {
            String[] steps = DOT.split(key.toString(), -1);
            Map<Object, Object> mapping = tree;
            for (int i = 0; i < steps.length - 1; i++) {
                mapping = entered(mapping, steps[i], option + " " + key);
            }
            if (List.of(steps).contains("") || mapping.containsKey(steps[steps.length - 1])) {
                throw conflict(option + " " + key);
            }
            mapping.put(steps[steps.length - 1], value);
        });
        return tree;
    }

    @SuppressWarnings("unchecked") // Only this class put it there.
    private static Map<Object, Object> entered(Map<Object, Object> mapping, String key, String where) {
        Object found = mapping.computeIfAbsent(key, absent -> new LinkedHashMap<>());
        if (found instanceof LinkedHashMap<?, ?> entries) {
            return (Map<Object, Object>) entries;
        }
        throw conflict(where);
    }

    /**
     * Leaves out one value, or a mapping as a whole. A key that is there as it is written goes before one in a mapping.
     *
     * @throws InvalidArgumentException if there is no such key
     */
    static Map<Object, Object> without(Map<?, ?> tree, String key, String where) {
        return Tree.without(
                tree,
                path(tree, key)
                        .orElseThrow(
                                () -> new InvalidArgumentException(where + " names nothing that is there: the keys are "
                                        + tree.keySet() + ", and dots lead into mappings"))
                        .toArray());
    }

    private static Optional<List<Object>> path(Map<?, ?> tree, String key) {
        if (tree.containsKey(key)) {
            return Optional.of(List.of(key));
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            String first = key.substring(0, dot);
            if (tree.get(first) instanceof Map<?, ?> below) {
                Optional<List<Object>> rest = path(below, key.substring(dot + 1));
                if (rest.isPresent()) {
                    List<Object> whole = new ArrayList<>(List.of(first));
                    whole.addAll(rest.get());
                    return Optional.of(whole);
                }
            }
        }
        return Optional.empty();
    }

    private static InvalidArgumentException conflict(String where) {
        return new InvalidArgumentException(where
                + " is no key of its own: it has an empty part between dots, or another one is above or below it");
    }
}
