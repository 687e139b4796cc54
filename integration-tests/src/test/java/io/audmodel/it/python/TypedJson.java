package io.audmodel.it.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.audmodel.value.Binary;
import io.audmodel.value.Tuple;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Values as JSON with types, as the README beside the vectors describes them. */
final class TypedJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    private static final DateTimeFormatter OFFSET_TIME = DateTimeFormatter.ofPattern("xxx");

    private TypedJson() {}

    static @Nullable Object decode(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isArray()) {
            return elements(json).map(TypedJson::decode).toList();
        }
        Map.Entry<String, JsonNode> typed = json.properties().iterator().next();
        JsonNode content = typed.getValue();
        return switch (typed.getKey()) {
            case "$map" -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                content.forEach(pair -> map.put(decode(pair.get(0)), decode(pair.get(1))));
                yield map;
            }
            case "$int" -> integer(new BigInteger(content.textValue()));
            case "$float" -> floating(content.textValue());
            case "$bytes" -> Binary.of(HexFormat.of().parseHex(content.textValue()));
            case "$tuple" ->
                Tuple.copyOf(elements(content).map(TypedJson::decode).toList());
            case "$date" -> LocalDate.parse(content.textValue());
            case "$datetime" -> time(content.textValue());
            default -> throw new AssertionError("unknown type " + typed.getKey());
        };
    }

    /** The other way round, of canonical values and of those that the client takes for them. */
    static @Nullable Object encode(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Object> pairs = new ArrayList<>();
            map.forEach((key, element) -> pairs.add(Arrays.asList(encode(key), encode(element))));
            return Map.of("$map", pairs);
        }
        if (value instanceof Tuple tuple) {
            return Map.of("$tuple", tuple.stream().map(TypedJson::encode).toList());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TypedJson::encode).toList();
        }
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return Map.of("$int", value.toString());
        }
        if (value instanceof Double number) {
            return Map.of("$float", number.toString());
        }
        if (value instanceof Binary binary) {
            return Map.of("$bytes", HexFormat.of().formatHex(binary.toBytes()));
        }
        if (value instanceof LocalDate date) {
            return Map.of("$date", date.toString());
        }
        if (value instanceof LocalDateTime time) {
            return Map.of("$datetime", TIME.format(time));
        }
        if (value instanceof OffsetDateTime time) {
            return Map.of("$datetime", TIME.format(time) + OFFSET_TIME.format(time));
        }
        return value;
    }

    private static Object integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValueExact();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
    }

    private static Double floating(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.valueOf(text);
        };
    }

    private static Object time(String text) {
        boolean hasOffset = text.length() > 6 && "+-".indexOf(text.charAt(text.length() - 6)) >= 0;
        return hasOffset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }

    private static Stream<JsonNode> elements(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false);
    }
}
