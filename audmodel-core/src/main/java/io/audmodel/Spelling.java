package io.audmodel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds out which word somebody had in mind. */
final class Spelling {

    /** One edit for about so many characters. */
    private static final int TOLERANCE = 4;

    private Spelling() {}

    /** The word that the text resembles most; empty if it resembles none. */
    static Optional<String> nearest(String text, Collection<String> words) {
        String plain = plain(text);
        return words.stream()
                .filter(word -> edits(plain, plain(word)) <= Math.max(1, word.length() / TOLERANCE))
                .min(Comparator.comparingInt(word -> edits(plain, plain(word))));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** The distance of Levenshtein, row by row. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
