package io.audmodel.artifactory.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) into maps, lists, texts, {@link Long}, {@link Double}, {@link Boolean} and {@link #NULL}. There is
 * no other library in this module, so that it meets none of another version in a test's class path.
 */
final class JsonTree {

    /** Stands for {@code null}. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int MAX_DEPTH = 100;
    private static final Pattern TOKEN =
            Pattern.compile("[\\[\\]{}:,]|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[-+.\\w]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]*");

    private final String text;
    private int position;
    private String token = "";

    private JsonTree(String text) {
        this.text = text;
    }

    /** @throws Refusal with 400 if it is not JSON */
    static Object of(String text) {
        JsonTree tree = new JsonTree(text);
        tree.next();
        Object value = tree.value(0);
        tree.expect("");
        return value;
    }

    /**
     * Reads an object; an empty text is an empty object.
     *
     * @throws Refusal with 400 if it is not JSON, or something else
     */
    static Map<String, Object> object(String text) {
        return text.isBlank() ? Map.of() : map(of(text));
    }

    /** @throws Refusal with 400 if the value is something else */
    static Map<String, Object> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> typed = new LinkedHashMap<>();
            map.forEach((name, each) -> typed.put(name.toString(), each));
            return typed;
        }
        throw new Refusal(400, "An object is needed, and not " + value);
    }

    /** A value, or those of an array, as texts. */
    static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    private void next() {
        Matcher space = SPACE.matcher(text).region(position, text.length());
        position = space.lookingAt() ? space.end() : position;
        Matcher found = TOKEN.matcher(text).region(position, text.length());
        if (found.lookingAt()) {
            token = found.group();
            position = found.end();
        } else if (position == text.length()) {
            token = "";
        } else {
            throw wrong();
        }
    }

    private boolean take(String expected) {
        boolean isNext = token.equals(expected);
        if (isNext) {
            next();
        }
        return isNext;
    }

    private void expect(String expected) {
        if (!token.equals(expected)) {
            throw wrong();
        }
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong();
        }
        if (take("{")) {
            return map(depth);
        }
        if (take("[")) {
            return list(depth);
        }
        String scalar = token;
        next();
        return scalar.startsWith("\"") ? unquoted(scalar) : word(scalar);
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (!token.equals("}")) {
            String name = token;
            next();
            expect(":");
            next();
            map.put(unquoted(name), value(depth + 1));
            if (!take(",")) {
                expect("}");
            }
        }
        next();
        return map;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        while (!token.equals("]")) {
            list.add(value(depth + 1));
            if (!take(",")) {
                expect("]");
            }
        }
        next();
        return list;
    }

    private String unquoted(String quoted) {
        if (!quoted.startsWith("\"")) {
            throw wrong();
        }
        String inner = quoted.substring(1, quoted.length() - 1);
        return ESCAPE.matcher(inner)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) != null
                                ? Character.toString(Integer.parseInt(escape.group(1), 16))
                                : escaped(escape.group(2))));
    }

    private static String escaped(String letter) {
        return switch (letter) {
            case "b" -> "\b";
            case "f" -> "\f";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }

    private Object word(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> NULL;
            default -> number(word);
        };
    }

    private Object number(String word) {
        try {
            return word.matches("-?\\d+") ? (Object) Long.valueOf(word) : Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private Refusal wrong() {
        String near = text.substring(Math.max(0, position - 10), Math.min(text.length(), position + 10));
        return new Refusal(400, "This is not JSON, near '" + near + "'");
    }
}
