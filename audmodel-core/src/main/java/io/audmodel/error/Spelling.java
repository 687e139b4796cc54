package io.audmodel.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known word that a mistyped one resembles. Free of side effects. */
public final class Spelling {

    /** One edit is tolerated for about this many characters. */
    private static final int TOLERANCE = 4;

    private Spelling() {}

    /**
     * Returns the word that the text resembles most, ignoring case, {@code -} and {@code _}; empty if it resembles
     * none.
     */
    public static Optional<String> nearest(String text, Collection<String> words) {
        String plain = plain(text);
        return words.stream()
                .filter(word -> edits(plain, plain(word)) <= Math.max(1, word.length() / TOLERANCE))
                .min(Comparator.comparingInt(word -> edits(plain, plain(word))));
    }

    /** Returns {@code "; did you mean 'load'?"} for the end of a sentence, or an empty text. */
    public static String hint(String text, Collection<String> words) {
        return nearest(text, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /**
     * The Levenshtein distance, where swapping two neighbours is one edit; computed one line of the table at a time.
     */
    private static int edits(String one, String other) {
        int[] beforeLast = new int[0];
        int[] last = new int[0];
        for (int i = 0; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    row[j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
