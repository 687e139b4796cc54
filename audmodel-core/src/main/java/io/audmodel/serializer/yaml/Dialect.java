package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Respells a document of YAML 1.1 for a parser of 1.2, where the two differ in line breaks. {@code U+0085} is a line
 * break in 1.1. So are {@code U+2028} and {@code U+2029}, which are characters like others in 1.2, and breaks for older
 * releases of the parser. Their escape sequences {@code \L} and {@code \P} are gone in 1.2. The parser gets a character in
 * place of each of these four that the document does not use.
 *
 * <p>Between quotes a raw separator is read as Python reads it: it stays, and the blanks beside it do not. Elsewhere, and
 * beside other breaks, it has rules that nobody relies on, and has to be escaped.
 */
final class Dialect {

    private static final char NEXT_LINE = '\u0085';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';
    private static final char PRIVATE_USE = '\uE000';
    private static final char PRIVATE_USE_END = '\uF8FF';

    private static final Pattern MISPLACED = Pattern.compile(
            "[\\\\\n\r\u0085][ \t]*+[\u2028\u2029]|[\u2028\u2029](?:[ \t]*+[\n\r\u0085]|---|\\.\\.\\.)");
    private static final Pattern RESPELLED = Pattern.compile("[\u2028\u2029]|\\\\[LP]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u|U0000)([0-9a-fA-F]{4})");
    private static final Pattern LINE_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\L");
    private static final Pattern PARAGRAPH_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\P");

    private final String document;
    private final String source;
    private final boolean isRespelled;
    private final char lineEscape;
    private final char paragraphEscape;
    private final char line;
    private final char paragraph;
    private long separatorsToCome;

    /** @throws CorruptDocumentException if the document holds a separator where it has to be escaped */
    Dialect(String document, String source) {
        this.document = document;
        this.source = source;
        this.isRespelled = RESPELLED.matcher(document).find();
        BitSet used = isRespelled ? characters(document) : new BitSet();
        this.lineEscape = unused(used);
        this.paragraphEscape = unused(used);
        this.line = unused(used);
        this.paragraph = unused(used);
        Matcher misplaced = MISPLACED.matcher(document);
        if (misplaced.find()) {
            throw refused(misplaced.start());
        }
    }

    String toParser() {
        // Two breaks, which must not become the one break that a carriage return and a line feed are.
        String text = document.replace("\r" + NEXT_LINE, "\n\n").replace(NEXT_LINE, '\n');
        if (!isRespelled) {
            return text;
        }
        text = LINE_ESCAPE.matcher(text).replaceAll("$1" + lineEscape);
        text = PARAGRAPH_ESCAPE.matcher(text).replaceAll("$1" + paragraphEscape);
        return withoutSeparators(text);
    }

    private String withoutSeparators(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean isBehind = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
                plain.setLength(lengthWithoutBlanks(plain));
                plain.append(c == LINE_SEPARATOR ? line : paragraph);
                separatorsToCome++;
                isBehind = true;
            } else if (!isBehind || c != ' ' && c != '\t') {
                plain.append(c);
                isBehind = false;
            }
        }
        return plain.toString();
    }

    private static int lengthWithoutBlanks(StringBuilder text) {
        int length = text.length();
        while (length > 0 && (text.charAt(length - 1) == ' ' || text.charAt(length - 1) == '\t')) {
            length--;
        }
        return length;
    }

    /** The text between double quotes as the document has it. */
    String doubleQuoted(String scalar) {
        return isRespelled
                ? quoted(scalar).replace(lineEscape, LINE_SEPARATOR).replace(paragraphEscape, PARAGRAPH_SEPARATOR)
                : scalar;
    }

    /** The text between single quotes as the document has it. */
    String singleQuoted(String scalar) {
        return isRespelled ? unquoted(quoted(scalar)) : scalar;
    }

    private String quoted(String scalar) {
        separatorsToCome -=
                scalar.chars().filter(c -> c == line || c == paragraph).count();
        return scalar.replace(line, LINE_SEPARATOR).replace(paragraph, PARAGRAPH_SEPARATOR);
    }

    /** The text of a scalar without quotes as the document has it. */
    String unquoted(String scalar) {
        return isRespelled ? scalar.replace("" + lineEscape, "\\L").replace("" + paragraphEscape, "\\P") : scalar;
    }

    /**
     * Looks back when the document is read.
     *
     * @throws CorruptDocumentException if a separator stood elsewhere than between quotes
     */
    void requireSeparatorsQuoted() {
        if (separatorsToCome > 0) {
            throw refused(0);
        }
    }

    private CorruptDocumentException refused(int from) {
        int at = from;
        while (document.charAt(at) != LINE_SEPARATOR && document.charAt(at) != PARAGRAPH_SEPARATOR) {
            at++;
        }
        return Position.after(source, document.substring(0, at))
                .corrupt(String.format(
                        Locale.ROOT, "the character U+%04X must be escaped here", (int) document.charAt(at)));
    }

    /** Those that it holds, and those that its escape sequences make. */
    private static BitSet characters(String document) {
        BitSet characters = new BitSet();
        document.chars().forEach(characters::set);
        ESCAPE.matcher(document).results().forEach(escape -> characters.set(Integer.parseInt(escape.group(1), 16)));
        return characters;
    }

    private char unused(BitSet used) {
        int free = used.nextClearBit(PRIVATE_USE);
        if (free > PRIVATE_USE_END) {
            throw new CorruptDocumentException(source + " has all characters of the private use area in it");
        }
        used.set(free);
        return (char) free;
    }
}
