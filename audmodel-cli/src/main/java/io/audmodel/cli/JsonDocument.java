package io.audmodel.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.audmodel.error.CorruptDocumentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON as Python's {@code json} writes it, NaN and Infinity included, and strictly: one value, no key twice. */
final class JsonDocument {

    /** As many digits as Python reads. */
    private static final int MAX_DIGITS = 4300;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(MAX_DIGITS).build())
            .build();

    /** The accepted words, since the parser knows more. */
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    /** The parts of the parser's messages for programmers: its settings and classes. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(
            ": enable `.*| \\(not recognized as one [^)]*\\)|, from `[^`]*`| \\(or 'NaN'[^)]*\\)| \\(code \\d+\\)");

    private static final Pattern PLACE = Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)\\]");

    private JsonDocument() {}

    /**
     * Whether the bytes begin as JSON: with an object whose first key is in double quotes, or with an empty object.
     * YAML that begins with a brace has keys without quotes.
     */
    static boolean isBegunBy(byte[] bytes) {
        int i = next(bytes, startsWithMark(bytes) ? 3 : 0);
        if (i == bytes.length || bytes[i] != '{') {
            return false;
        }
        int key = next(bytes, i + 1);
        return key == bytes.length || bytes[key] == '"' || bytes[key] == '}';
    }

    /** @throws CorruptDocumentException if the bytes are not JSON; says in which line and column */
    static @Nullable Object read(byte[] bytes, String source) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            try {
                return only(parser);
            } catch (JacksonException e) {
                JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
                throw new CorruptDocumentException(
                        source + " is not JSON: line " + place.getLineNr() + ", column " + place.getColumnNr() + ": "
                                + words(e.getOriginalMessage()),
                        e);
            }
        } catch (IOException e) {
            throw new CorruptDocumentException(source + " is not JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object only(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "there is more behind the first value");
        }
        return value;
    }

    private static Map<Object, Object> object(JsonParser parser) throws IOException {
        Map<Object, Object> fields = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(key, value(parser));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (!parser.nextToken().isStructEnd()) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> real(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Double real(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        String text = parser.getText();
        if (parser.isNaN() && !Character.isDigit(text.charAt(text.length() - 1)) && !NOT_FINITE.contains(text)) {
            throw new JsonParseException(parser, "'" + text + "' is no number");
        }
        return value;
    }

    private static String words(String message) {
        String placed = PLACE.matcher(message).replaceAll("line $1, column $2");
        return FOR_PROGRAMMERS.matcher(placed).replaceAll("");
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private static int next(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r')) {
            i++;
        }
        return i;
    }
}
