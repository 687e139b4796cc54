package io.audmodel.cli;

import io.audmodel.error.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for people, in columns as wide as their texts, which are cut where the terminal is narrower. Its texts are
 * harmless: what would affect a terminal is escaped.
 */
final class TextTable {

    private static final String GAP = "  ";
    private static final String CUT = "…";
    private static final int NARROWEST = 6;

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    void add(String... cells) {
        rows.add(Arrays.stream(cells).map(PlainText::line).toList());
    }

    /**
     * The lines of the table, without spaces at their ends.
     *
     * @param most the width of the terminal; 0 if there is none
     * @param whole how many columns, from the left, are never cut
     */
    List<String> lines(int most, int whole) {
        List<List<String>> all = new ArrayList<>();
        all.add(heads);
        all.addAll(rows);
        int[] widths = IntStream.range(0, heads.size())
                .map(column -> all.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        while (most > 0 && total(widths) > most) {
            int widest = IntStream.range(whole, widths.length)
                    .boxed()
                    .max((a, b) -> Integer.compare(widths[a], widths[b]))
                    .orElseThrow();
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static int total(int... widths) {
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    }

    private static String line(List<String> row, int... widths) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            String text = cut(row.get(column), widths[column]);
            cells.add(text + String.join("", Collections.nCopies(widths[column] - width(text), " ")));
        }
        return String.join(GAP, cells).stripTrailing();
    }

    private static String cut(String text, int most) {
        if (width(text) <= most) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int[] letters = text.codePoints().toArray();
        for (int i = 0; i < letters.length && width(shown.toString()) + width(letters[i]) < most; i++) {
            shown.appendCodePoint(letters[i]);
        }
        return shown.append(CUT).toString();
    }

    /** How many columns of a terminal the text takes. */
    private static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Character.isIdeographic(letter) || isWide(letter) ? 2 : 1;
        };
    }

    /** Hangul, kana, full-width forms and pictures, which terminals show as wide as ideographs. */
    private static boolean isWide(int letter) {
        return letter >= 0x1100 && letter <= 0x115F
                || letter >= 0x2E80 && letter <= 0xA4CF
                || letter >= 0xAC00 && letter <= 0xD7A3
                || letter >= 0xF900 && letter <= 0xFAFF
                || letter >= 0xFE30 && letter <= 0xFE6F
                || letter >= 0xFF00 && letter <= 0xFF60
                || letter >= 0xFFE0 && letter <= 0xFFE6
                || letter >= 0x1F300 && letter <= 0x1FAFF;
    }
}
