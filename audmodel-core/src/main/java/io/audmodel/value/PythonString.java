package io.audmodel.value;

/** Writes texts and bytes as CPython's {@code repr} does. */
final class PythonString {

    private static final String HEX = "0123456789abcdef";

    private PythonString() {}

    static void write(String value, StringBuilder text) {
        char quote = quoteOf(value.indexOf('\'') >= 0, value.indexOf('"') >= 0);
        text.append(quote);
        for (int i = 0; i < value.length(); ) {
            int codePoint = value.codePointAt(i);
            if (codePoint < 0x7f) {
                writeAscii((char) codePoint, quote, text);
            } else if (Printable.contains(codePoint)) {
                text.appendCodePoint(codePoint);
            } else {
                writeEscape(codePoint, text);
            }
            i += Character.charCount(codePoint);
        }
        text.append(quote);
    }

    static void write(Binary value, StringBuilder text) {
        byte[] bytes = value.toBytes();
        boolean single = false;
        boolean twofold = false;
        for (byte b : bytes) {
            single |= b == '\'';
            twofold |= b == '"';
        }
        char quote = quoteOf(single, twofold);
        text.append('b').append(quote);
        for (byte b : bytes) {
            if (b >= 0 && b < 0x7f) {
                writeAscii((char) b, quote, text);
            } else {
                writeEscape(b & 0xff, text);
            }
        }
        text.append(quote);
    }

    private static char quoteOf(boolean hasSingle, boolean hasDouble) {
        return hasSingle && !hasDouble ? '"' : '\'';
    }

    private static void writeAscii(char c, char quote, StringBuilder text) {
        if (c == quote || c == '\\') {
            text.append('\\').append(c);
        } else if (c >= ' ') {
            text.append(c);
        } else if (c == '\n') {
            text.append("\\n");
        } else if (c == '\r') {
            text.append("\\r");
        } else if (c == '\t') {
            text.append("\\t");
        } else {
            writeEscape(c, text);
        }
    }

    private static void writeEscape(int codePoint, StringBuilder text) {
        if (codePoint <= 0xff) {
            writeHex("\\x", codePoint, 2, text);
        } else if (codePoint <= 0xffff) {
            writeHex("\\u", codePoint, 4, text);
        } else {
            writeHex("\\U", codePoint, 8, text);
        }
    }

    private static void writeHex(String prefix, int value, int digits, StringBuilder text) {
        text.append(prefix);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text.append(HEX.charAt(value >> shift & 0xf));
        }
    }
}
