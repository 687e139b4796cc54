package io.audmodel.signing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.audmodel.error.PlainText;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads JSON in one pass: UTF-8, no key twice, nothing behind the end, every value of the kind that is asked for. */
final class StrictJson {

    private static final int MOST_DEPTH = 32;
    private static final int MOST_DIGITS = 40;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(MOST_DIGITS)
                    .maxStringLength(SignatureBundle.MOST_BYTES)
                    .build())
            .build();

    /** Reads the value of a field. */
    interface Field {
        /** Returns whether the field is known; if not, its value was not read. */
        boolean read(String name) throws IOException;
    }

    interface Element {
        void read() throws IOException;
    }

    interface Document {
        void read(StrictJson json) throws IOException;
    }

    private final String what;
    private final JsonParser parser;

    private StrictJson(String what, JsonParser parser) {
        this.what = what;
        this.parser = parser;
    }

    /**
     * Reads a document.
     *
     * @param what for messages, such as {@code the bundle}
     * @throws MalformedSignatureException if it is no JSON, or says something else than the reader wants
     */
    static void read(byte[] bytes, String what, Document document) {
        // A parser guesses other encodings by zeros and marks at the beginning.
        if (bytes.length < 2 || bytes[0] <= 0 || bytes[1] <= 0) {
            throw new MalformedSignatureException(what + " is no JSON in UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            StrictJson json = new StrictJson(what, parser);
            parser.nextToken();
            document.read(json);
            if (parser.nextToken() != null) {
                throw json.malformed("something stands behind its end");
            }
        } catch (JsonProcessingException e) {
            // Its whole message speaks of options of the parser.
            throw new MalformedSignatureException(what + " is no JSON that can be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedSignatureException(what + " is no JSON that can be read: " + e.getMessage(), e);
        }
    }

    MalformedSignatureException malformed(String problem) {
        return new MalformedSignatureException(what + " breaks the format of OpenSSF Model Signing 1.0: " + problem);
    }

    /**
     * Reads an object; the parser stands at its begin, and then at its end.
     *
     * @param path for messages, such as {@code predicate}
     * @param open whether fields that the reader does not know are skipped, as the specification wants it there
     */
    void object(String path, boolean open, Field field) throws IOException {
        require(JsonToken.START_OBJECT, path, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!field.read(name)) {
                if (!open) {
                    throw malformed(path + " has a field " + PlainText.quoted(name) + ", which it must not have");
                }
                parser.skipChildren();
            }
        }
    }

    void array(String path, Element element) throws IOException {
        require(JsonToken.START_ARRAY, path, "a list");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    String text(String path) throws IOException {
        require(JsonToken.VALUE_STRING, path, "a text");
        return parser.getText();
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean truth(String path) {
        if (parser.currentToken() != JsonToken.VALUE_TRUE && parser.currentToken() != JsonToken.VALUE_FALSE) {
            throw malformed(path + " is not true or false");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** A whole number above zero; the reference writes it as {@code 100.0}. */
    long positive(String path) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal number = parser.getDecimalValue();
            // The scale first: a number such as 1e999999999 would be written out.
            if (number.signum() > 0 && Math.abs(number.scale()) <= MOST_DIGITS && isWhole(number)) {
                return number.longValueExact();
            }
        }
        throw malformed(path + " is no whole number above zero");
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    private void require(JsonToken token, String path, String kind) {
        if (parser.currentToken() != token) {
            throw malformed(path + " is not " + kind);
        }
    }
}
