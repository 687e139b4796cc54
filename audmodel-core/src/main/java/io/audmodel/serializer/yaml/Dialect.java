package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Respells documents of YAML 1.1 for a parser of 1.2, where the two differ in line breaks. {@code U+0085} is a line
 * break in 1.1. So are {@code U+2028} and {@code U+2029}, with rules of their own that nobody relies on: they have to
 * be escaped. Their escape sequences {@code \L} and {@code \P} are gone in 1.2. As nothing but quotes makes an escape
 * sequence of them, each becomes the character that it stands for, and is spelled out again where it was none.
 */
final class Dialect {

    private static final char NEXT_LINE = '\u0085';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private static final Pattern RAW = Pattern.compile("[\u2028\u2029]");
    private static final Pattern LINE_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\L");
    private static final Pattern PARAGRAPH_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\P");

    private Dialect() {}

    /** @throws CorruptDocumentException if the document holds a separator that is not escaped */
    static String toParser(String document, String source) {
        Matcher raw = RAW.matcher(document);
        if (raw.find()) {
            throw Position.after(source, document.substring(0, raw.start()))
                    .corrupt(String.format("the character U+%04X must be escaped", (int) document.charAt(raw.start())));
        }
        // Two breaks, which must not become the one break that a carriage return and a line feed are.
        String text = document.replace("\r" + NEXT_LINE, "\n\n").replace(NEXT_LINE, '\n');
        text = LINE_ESCAPE.matcher(text).replaceAll("$1" + LINE_SEPARATOR);
        return PARAGRAPH_ESCAPE.matcher(text).replaceAll("$1" + PARAGRAPH_SEPARATOR);
    }

    /** The text of a scalar without double quotes as the document has it. */
    static String fromParser(String scalar) {
        return scalar.replace("" + LINE_SEPARATOR, "\\L").replace("" + PARAGRAPH_SEPARATOR, "\\P");
    }
}
