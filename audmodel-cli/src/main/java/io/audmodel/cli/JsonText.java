package io.audmodel.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.audmodel.error.PlainText;
import io.audmodel.value.Binary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON. Values without a type in JSON are text: dates in ISO 8601, bytes in base64, numbers that are not
 * finite, and keys of maps, spelled as by Python's {@code json}.
 */
final class JsonText {

    private JsonText() {}

    /** In one line, without spaces. */
    static String compact(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String of(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")));
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escaped(text.toString());
    }

    /** Escapes characters that would affect a terminal, which JSON allows in strings. None are outside of strings. */
    private static String escaped(String json) {
        return json.lines().map(JsonText::escapedLine).collect(Collectors.joining("\n"));
    }

    private static String escapedLine(String json) {
        if (PlainText.isPlain(json)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder();
        json.codePoints().mapToObj(Character::toString).forEach(c -> {
            if (PlainText.isPlain(c)) {
                escaped.append(c);
            } else {
                c.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\u%04X", unit)));
            }
        });
        return escaped.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(key(entry.getKey()));
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Collection<?> values) {
            generator.writeStartArray();
            for (Object element : values) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Number number) {
            write(number, generator);
        } else if (value instanceof Binary binary) {
            generator.writeBinary(binary.toBytes());
        } else {
            generator.writeString(value.toString());
        }
    }

    private static void write(Number number, JsonGenerator generator) throws IOException {
        if (number instanceof Double real) {
            generator.writeNumber(real);
        } else {
            generator.writeNumber(new BigInteger(number.toString()));
        }
    }

    private static String key(@Nullable Object key) {
        return key == null ? "null" : key.toString();
    }
}
