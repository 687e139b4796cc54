package io.audmodel.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.audmodel.value.PythonText;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees as tokens. Jackson's objects have names, and trees have keys of any scalar type. Therefore a map on its way
 * into a tree is an array: a {@link MapKind}, then keys and values in turn. On the way out, a map with other keys than
 * texts is one embedded object, which {@link TypedKeysHandler} takes apart.
 */
final class TokenTree {

    private TokenTree() {}

    /** The first token of an array that stands for a map. */
    enum MapKind {
        ORDERED,
        UNORDERED
    }

    static @Nullable Object read(TokenBuffer buffer) throws IOException {
        try (JsonParser parser = buffer.asParser()) {
            return read(parser, parser.nextToken());
        }
    }

    private static @Nullable Object read(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_EMBEDDED_OBJECT -> parser.getEmbeddedObject();
            default -> null;
        };
    }

    private static Map<Object, Object> readObject(JsonParser parser) throws IOException {
        Map<Object, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            map.put(name, read(parser, parser.nextToken()));
        }
        return map;
    }

    private static Object readArray(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(read(parser, token));
        }
        return !elements.isEmpty() && elements.get(0) instanceof MapKind kind ? mapOf(kind, elements) : elements;
    }

    private static Map<Object, Object> mapOf(MapKind kind, List<@Nullable Object> elements) {
        Map<Object, Object> map = kind == MapKind.ORDERED ? new LinkedHashMap<>() : new HashMap<>();
        for (int i = 1; i < elements.size(); i += 2) {
            map.put(elements.get(i), elements.get(i + 1));
        }
        return map;
    }

    static void write(@Nullable Object value, JsonGenerator tokens) throws IOException {
        if (value == null) {
            tokens.writeNull();
        } else if (value instanceof String text) {
            tokens.writeString(text);
        } else if (value instanceof Boolean truth) {
            tokens.writeBoolean(truth);
        } else if (value instanceof Integer number) {
            tokens.writeNumber(number);
        } else if (value instanceof Long number) {
            tokens.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            tokens.writeNumber(number);
        } else if (value instanceof Double number) {
            tokens.writeNumber(number);
        } else if (value instanceof List<?> list) {
            tokens.writeStartArray();
            for (Object element : list) {
                write(element, tokens);
            }
            tokens.writeEndArray();
        } else if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            writeNamed(map, tokens);
        } else {
            tokens.writeEmbeddedObject(value);
        }
    }

    /** Writes a map as an object, with keys of other types by their text. */
    static void writeNamed(Map<?, ?> map, JsonGenerator tokens) throws IOException {
        tokens.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            tokens.writeFieldName(key instanceof Double number ? PythonText.ofDouble(number) : String.valueOf(key));
            write(entry.getValue(), tokens);
        }
        tokens.writeEndObject();
    }
}
