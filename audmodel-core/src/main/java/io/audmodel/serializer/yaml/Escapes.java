package io.audmodel.serializer.yaml;

import java.util.Locale;
import java.util.Map;

/** The escape sequences of double-quoted strings. */
final class Escapes {

    private static final Map<Integer, Character> SHORT = Map.ofEntries(
            Map.entry(0x00, '0'),
            Map.entry(0x07, 'a'),
            Map.entry(0x08, 'b'),
            Map.entry(0x09, 't'),
            Map.entry(0x0A, 'n'),
            Map.entry(0x0B, 'v'),
            Map.entry(0x0C, 'f'),
            Map.entry(0x0D, 'r'),
            Map.entry(0x1B, 'e'),
            Map.entry((int) '"', '"'),
            Map.entry((int) '\\', '\\'),
            Map.entry(0x85, 'N'),
            Map.entry(0xA0, '_'),
            Map.entry(0x2028, 'L'),
            Map.entry(0x2029, 'P'));

    private Escapes() {}

    /** Whether a code point cannot stand for itself between double quotes. */
    static boolean isNeeded(int codePoint) {
        return codePoint < ' ' || codePoint > '~' || codePoint == '"' || codePoint == '\\';
    }

    /** The sequence for any code point, lone surrogates included. */
    static String of(int codePoint) {
        Character letter = SHORT.get(codePoint);
        if (letter != null) {
            return "\\" + letter;
        }
        if (codePoint <= 0xFF) {
            return String.format(Locale.ROOT, "\\x%02X", codePoint);
        }
        return String.format(Locale.ROOT, codePoint <= 0xFFFF ? "\\u%04X" : "\\U%08X", codePoint);
    }
}
