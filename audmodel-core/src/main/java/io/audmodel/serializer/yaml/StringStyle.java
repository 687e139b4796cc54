package io.audmodel.serializer.yaml;

import java.util.regex.Pattern;

/** How a string is written: with as few quotes as leave no doubt about what it is. */
enum StringStyle {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED;

    private static final Pattern ESCAPED = Pattern.compile("[^\\n -~]");
    private static final Pattern SPACE_AT_BREAK = Pattern.compile(" \\n|\\n ");
    private static final Pattern NOT_PLAIN = Pattern.compile("\\n"
            + "|^ | \\z"
            + "|^---|^\\.\\.\\."
            + "|^[#,\\[\\]{}&*!|>'\"%@`]"
            + "|^[-?](?: |\\z)"
            + "|:(?: |\\z)"
            + "| #");

    /** The style that PyYAML chooses. */
    static StringStyle of(String text) {
        if (ESCAPED.matcher(text).find()) {
            return DOUBLE_QUOTED;
        }
        if (!NOT_PLAIN.matcher(text).find() && ScalarType.ofPlain(text) == ScalarType.STR) {
            return PLAIN;
        }
        return SPACE_AT_BREAK.matcher(text).find() ? DOUBLE_QUOTED : SINGLE_QUOTED;
    }
}
