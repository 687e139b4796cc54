package io.audmodel.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.value.Binary;
import io.audmodel.value.Tuple;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON-lines files under {@code /vectors}, and turns their typed values into canonical Java values. */
public final class TypedVectors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TypedVectors() {}

    /** The rows of a file such as {@code uid.jsonl}, in order; never empty. */
    public static List<JsonNode> rows(String file) {
        InputStream resource = TypedVectors.class.getResourceAsStream("/vectors/" + file);
        if (resource == null) {
            throw new AssertionError("no resource /vectors/" + file);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(JSON.readTree(line));
            }
            if (rows.isEmpty()) {
                throw new AssertionError("/vectors/" + file + " is empty");
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes one typed value, as the README beside the files describes them. */
    public static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(element)));
            return list;
        }
        Map.Entry<String, JsonNode> typed = node.properties().iterator().next();
        return typed(typed.getKey(), typed.getValue());
    }

    /** Decodes a value that is a mapping. */
    public static Map<Object, Object> map(JsonNode node) {
        return entries(node.get("$map"));
    }

    /** The value with each mapping as a list of its entries, so that {@code equals} minds the order of keys. */
    public static @Nullable Object inOrder(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                List<@Nullable Object> entry = new ArrayList<>();
                entry.add(key);
                entry.add(inOrder(element));
                list.add(entry);
            });
            return List.of("mapping", list);
        }
        if (value instanceof List<?> elements) {
            elements.forEach(element -> list.add(inOrder(element)));
            return list;
        }
        return value;
    }

    private static Object typed(String type, JsonNode content) {
        return switch (type) {
            case "$map" -> entries(content);
            case "$int" -> integer(new BigInteger(content.textValue()));
            case "$float" -> floating(content.textValue());
            case "$tuple" -> tuple(content);
            case "$date" -> LocalDate.parse(content.textValue());
            case "$datetime" -> dateTime(content.textValue());
            case "$bytes" -> Binary.of(HexFormat.of().parseHex(content.textValue()));
            default -> throw new AssertionError("unknown type " + type);
        };
    }

    private static Tuple tuple(JsonNode elements) {
        List<@Nullable Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(value(element)));
        return Tuple.copyOf(list);
    }

    private static Map<Object, Object> entries(JsonNode pairs) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            map.put(value(pair.get(0)), value(pair.get(1)));
        }
        return map;
    }

    private static Object integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Double floating(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }

    private static Object dateTime(String text) {
        boolean hasOffset = text.matches(".*([+-]\\d\\d:\\d\\d|Z)");
        return hasOffset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }
}
