package io.audmodel.error;

import java.util.Locale;

/**
 * Text of others, made fit for a terminal and a log: nothing in it moves the cursor, begins a line or turns the direction
 * of writing, and it has an end. Every message of an {@link AudModelException} goes through here.
 */
public final class PlainText {

    private static final int MOST_QUOTED = 200;
    private static final int MOST_BEFORE = 6_000;
    private static final int MOST_AFTER = 2_000;

    private PlainText() {}

    /** Whether the text has none of the characters that are escaped here. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isHarmful);
    }

    /**
     * A value in single quotes, at most 200 characters of it: what is harmful in it as {@code \}{@code u001B}. Another
     * value may look alike, so that this is for people.
     */
    public static String quoted(String value) {
        StringBuilder shown = new StringBuilder("'");
        value.codePoints().limit(MOST_QUOTED).forEach(c -> append(shown, c));
        return shown.append(value.codePointCount(0, value.length()) > MOST_QUOTED ? "…'" : "'")
                .toString();
    }

    /**
     * A message in one line of at most some 8,000 characters before escapes: line breaks become spaces, other harmful
     * characters are escaped, and the middle of what is longer is left out.
     */
    public static String line(String message) {
        StringBuilder shown = new StringBuilder();
        shortened(message).replaceAll("[ \t]*\\R\\s*", " ").codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static String shortened(String message) {
        int left = message.length() - MOST_BEFORE - MOST_AFTER;
        return left <= 0
                ? message
                : message.substring(0, MOST_BEFORE) + " … (" + left + " characters are left out) … "
                        + message.substring(MOST_BEFORE + left);
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (isHarmful(codePoint)) {
            shown.append(String.format(Locale.ROOT, codePoint > 0xFFFF ? "\\U%08X" : "\\u%04X", codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }

    /** Controls, characters that cannot be seen, and halves of pairs. Joiners are letters to some scripts. */
    private static boolean isHarmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != '\u200C' && codePoint != '\u200D';
            default -> false;
        };
    }
}
