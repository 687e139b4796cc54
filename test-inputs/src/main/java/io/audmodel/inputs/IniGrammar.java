package io.audmodel.inputs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Configuration files as Python's configparser reads them, some with values that nobody can use.
 *
 * @param section the name of the section that is looked for
 * @param keys the keys that it may have
 */
public record IniGrammar(String section, List<String> keys) implements Inputs {

    private static final String[] VALUES = {
        "",
        "x",
        "\"\"",
        "\" \"",
        "' '",
        "\"",
        "'",
        "true",
        "False",
        "off",
        "2",
        "0",
        "-1",
        "1e9",
        "NaN",
        "0.5",
        "1e999",
        "0x1p3",
        "%(x)s",
        "%%",
        "%",
        "a=b",
        "a:b",
        "; no",
        "# no",
        "\u00e9",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uD83D\uDE00",
        "\"quoted\"",
        "'it''s'",
        "x".repeat(300),
        "a\tb",
        "x\u0085",
        "\u00a0x",
        "x\u2007",
        "\u202fx\u3000",
        "x\u001f",
        "\u200bx",
        "%(secure)s/%(X)s"
    };
    private static final String[] LINES = {
        "",
        "[",
        "]",
        "[]",
        "[[x]]",
        "[other]",
        "# comment",
        "; comment",
        "=",
        ":",
        "=x",
        "key",
        "\uFEFF",
        "  indented = x",
        "\u00a0x = indented",
        "\tindented",
        "x\u00a0= 1",
        "[DEFAULT]"
    };

    @Override
    public byte[] next(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append('[').append(section).append(']');
                case 1 -> text.append(LINES[random.nextInt(LINES.length)]);
                default ->
                    text.append(keys.get(random.nextInt(keys.size())))
                            .append(random.nextBoolean() ? " = " : ":")
                            .append(VALUES[random.nextInt(VALUES.length)]);
            }
            text.append(random.nextInt(6) == 0 ? "\r\n" : "\n");
        }
        return ("[" + section + "]\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
