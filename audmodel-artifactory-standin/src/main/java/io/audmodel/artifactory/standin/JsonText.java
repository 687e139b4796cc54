package io.audmodel.artifactory.standin;

import java.util.Map;

/** Writes maps, lists, texts, numbers and truth values as JSON (RFC 8259). */
final class JsonText {

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(Object tree) {
        JsonText json = new JsonText();
        json.value(tree);
        return json.text.toString();
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Iterable<?> list) {
            list(list);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quoted(value.toString());
        }
    }

    private void map(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            quoted(entry.getKey().toString());
            text.append(':');
            value(entry.getValue());
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void list(Iterable<?> list) {
        String separator = "";
        text.append('[');
        for (Object each : list) {
            text.append(separator);
            value(each);
            separator = ",";
        }
        text.append(']');
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
