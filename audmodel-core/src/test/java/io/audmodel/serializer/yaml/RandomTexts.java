package io.audmodel.serializer.yaml;

import java.util.List;
import java.util.Random;

/** Texts that are hard to quote: indicators, spaces and breaks everywhere, and what would be no text without quotes. */
final class RandomTexts {

    private static final List<String> LOOKALIKES = List.of(
            "",
            "1e3",
            "0b1",
            "0x1F",
            "010",
            "1_000",
            "12:30",
            "1:2.5",
            "yes",
            "No",
            "~",
            "null",
            "<<",
            "=",
            ".inf",
            ".nan",
            "1.",
            ".5",
            "2001-12-14",
            "2001-12-14 21:59:43",
            "---",
            "...",
            "-",
            "?",
            ":",
            "- a",
            "? a",
            "a: b",
            "a:",
            "#",
            "a #b",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'",
            "\"",
            "%",
            "@",
            "`",
            "it's",
            "\\",
            "\\L",
            "a\\P");

    private static final String NASTY =
            " \n\t\r'\"\\:#-?,[]{}&*!|>%@`=~<_.0aé\u0000\u0007\u0085\u00a0\u2028\u2029\ufeff\uffff";

    private final Random random;

    RandomTexts(Random random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(6)) {
            case 0 -> lookalike();
            case 1 -> lookalike() + NASTY.charAt(random.nextInt(NASTY.length())) + lookalike();
            case 2 -> characters(1 + random.nextInt(40));
            case 3 -> codePoints(1 + random.nextInt(20));
            case 4 -> words(1 + random.nextInt(60), " ");
            default -> words(1 + random.nextInt(60), random.nextBoolean() ? "\n" : "  ");
        };
    }

    private String lookalike() {
        return LOOKALIKES.get(random.nextInt(LOOKALIKES.size()));
    }

    private String characters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(NASTY.charAt(random.nextInt(NASTY.length())));
        }
        return text.toString();
    }

    private String codePoints(int count) {
        int[] ends = {0x20, 0x100, 0x3000, Character.MIN_SURROGATE, Character.MAX_CODE_POINT + 1};
        StringBuilder text = new StringBuilder();
        while (text.length() < count) {
            int point = random.nextInt(ends[random.nextInt(ends.length)]);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private String words(int count, String separator) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : separator)
                    .append(random.nextInt(8) == 0 ? lookalike() : "w".repeat(random.nextInt(12)));
        }
        return text.toString();
    }
}
