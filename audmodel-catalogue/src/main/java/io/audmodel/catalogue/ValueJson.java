package io.audmodel.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audmodel.value.Binary;
import io.audmodel.value.Tree;
import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of parameters and metadata in the JSON of the page, which keeps what JSON and JavaScript do not: the order and
 * spelling of keys, large integers, the kinds of numbers, and times.
 *
 * <p>Texts, truth values, null, integers up to 2<sup>53</sup> and fractions are as in JSON, a list is an array. Everything else
 * is an object with one key: {@code m} a mapping, with the texts of keys and the values in turn; {@code i} an integer; {@code
 * f} a number without a fraction, or one that is not finite; {@code d} a date, {@code t} a time, {@code o} a time with an
 * offset; {@code b} bytes in Base64.
 */
final class ValueJson {

    private static final long EXACT = 1L << 53;

    private ValueJson() {}

    /** @param value canonical, as {@link Tree} describes */
    static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            json.writeArrayFieldStart("m");
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeString(String.valueOf(entry.getKey()));
                write(entry.getValue(), json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double real) {
            writeReal(real, json);
        } else if (value instanceof Number number) {
            writeInteger(new BigInteger(number.toString()), json);
        } else if (value instanceof LocalDate || value instanceof LocalDateTime || value instanceof OffsetDateTime) {
            tagged(value instanceof LocalDate ? "d" : value instanceof LocalDateTime ? "t" : "o", value, json);
        } else if (value instanceof Binary binary) {
            json.writeStartObject();
            json.writeBinaryField("b", binary.toBytes());
            json.writeEndObject();
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeReal(double real, JsonGenerator json) throws IOException {
        if (Double.isFinite(real) && real != Math.rint(real)) {
            json.writeNumber(real);
        } else {
            tagged("f", real, json);
        }
    }

    private static void writeInteger(BigInteger integer, JsonGenerator json) throws IOException {
        if (integer.abs().compareTo(BigInteger.valueOf(EXACT)) < 0) {
            json.writeNumber(integer.longValueExact());
        } else {
            tagged("i", integer, json);
        }
    }

    private static void tagged(String kind, Object value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(kind, value.toString());
        json.writeEndObject();
    }
}
