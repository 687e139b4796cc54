package io.audmodel.error;

import java.util.Locale;

/**
 * Makes foreign text safe for terminals and logs: control characters, line breaks and changes of the direction of
 * writing are escaped, and the length is bounded. Every message of an {@link AudModelException} passes through here.
 */
public final class PlainText {

    private static final int MOST_QUOTED = 200;
    private static final int MOST_BEFORE = 6_000;
    private static final int MOST_AFTER = 2_000;

    private PlainText() {}

    /** Returns whether the text has no character that would be escaped here. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isHarmful);
    }

    /**
     * Returns a value in single quotes, for people to read: at most 200 characters, with harmful ones escaped as {@code
     * \}{@code u001B}. Different values may look alike.
     */
    public static String quoted(String value) {
        StringBuilder shown = new StringBuilder("'");
        value.codePoints().limit(MOST_QUOTED).forEach(c -> append(shown, c));
        return shown.append(value.codePointCount(0, value.length()) > MOST_QUOTED ? "…'" : "'")
                .toString();
    }

    /**
     * Returns a message as one line of at most some 8,000 characters before escapes. Line breaks become spaces, other
     * harmful characters are escaped, and the middle of a longer message is left out.
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

    /** Control characters, invisible characters and unpaired surrogates. Joiners are letters in some scripts. */
    private static boolean isHarmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != '\u200C' && codePoint != '\u200D';
            default -> false;
        };
    }
}
