package io.audmodel.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.serializer.Serializer;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each value as an array of the name of its type and its content: {@code ["int", "1"]}. */
final class TaggedJson implements Serializer {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4 * Tree.MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public byte[] write(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(node(value));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of nodes is JSON", e);
        }
    }

    @Override
    public @Nullable Object read(byte[] document, String source) {
        if (document.length == 0) {
            return null;
        }
        try {
            return Tree.valueOf(value(JSON.readTree(document)));
        } catch (IOException | DateTimeException | IllegalArgumentException | UnserializableValueException e) {
            throw new CorruptDocumentException(source + ": this is no tagged JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable Object readLeniently(byte[] document, String source) {
        return read(document, source);
    }

    private static ArrayNode node(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ArrayNode node = tagged("map");
            map.forEach((key, element) -> node.add(node(key)).add(node(element)));
            return node;
        }
        if (value instanceof List<?> list) {
            ArrayNode node = tagged(list instanceof Tuple ? "tuple" : list instanceof PythonSet ? "set" : "list");
            list.forEach(element -> node.add(node(element)));
            return node;
        }
        if (value == null) {
            return tagged("null");
        }
        if (value instanceof Binary binary) {
            return tagged("binary").add(Base64.getEncoder().encodeToString(binary.toBytes()));
        }
        return tagged(type(value)).add(value.toString());
    }

    private static String type(Object scalar) {
        if (scalar instanceof Integer || scalar instanceof Long || scalar instanceof BigInteger) {
            return "int";
        }
        if (scalar instanceof Boolean
                || scalar instanceof String
                || scalar instanceof Double
                || scalar instanceof LocalDate
                || scalar instanceof LocalDateTime
                || scalar instanceof OffsetDateTime) {
            return scalar.getClass().getSimpleName();
        }
        throw new UnserializableValueException(
                "$", "tagged JSON has no " + scalar.getClass().getName());
    }

    private static ArrayNode tagged(String type) {
        return JsonNodeFactory.instance.arrayNode().add(type);
    }

    private static @Nullable Object value(JsonNode node) {
        List<@Nullable Object> elements = new ArrayList<>();
        String type = node.path(0).asText();
        switch (type) {
            case "null":
                return null;
            case "map":
                return map(node);
            case "list", "tuple", "set":
                for (int i = 1; i < node.size(); i++) {
                    elements.add(value(node.get(i)));
                }
                return type.equals("list")
                        ? elements
                        : type.equals("set") ? PythonSet.copyOf(elements) : Tuple.copyOf(elements);
            default:
                return scalar(type, node.path(1).asText());
        }
    }

    private static Map<@Nullable Object, @Nullable Object> map(JsonNode node) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 1; i < node.size(); i += 2) {
            map.put(value(node.get(i)), value(node.path(i + 1)));
        }
        return map;
    }

    private static Object scalar(String type, String text) {
        return switch (type) {
            case "int" -> new BigInteger(text);
            case "binary" -> Binary.of(Base64.getDecoder().decode(text));
            case "Boolean" -> Boolean.valueOf(text);
            case "String" -> text;
            case "Double" -> Double.valueOf(text);
            case "LocalDate" -> LocalDate.parse(text);
            case "LocalDateTime" -> LocalDateTime.parse(text);
            case "OffsetDateTime" -> OffsetDateTime.parse(text);
            default -> throw new IllegalArgumentException("unknown type '" + type + "'");
        };
    }
}
