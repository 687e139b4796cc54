package io.audmodel.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Names in archives. */
final class Names {

    /** The order of code points, which is that of bytes in UTF-8. */
    static final Comparator<String> ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** What decoders put in the place of bytes that are no text. */
    private static final char REPLACED = '\ufffd';

    /** The problem of a name that {@link #isText} refuses. */
    static final String NO_TEXT =
            "has a name that is no Unicode text, or has the character U+FFFD, which stands for such a"
                    + " name: pack it with names in UTF-8";

    private Names() {}

    /** Whether the name is what the archive has: the readers of the library decode what is no text as another name. */
    static boolean isText(String name) {
        return name.indexOf(REPLACED) < 0;
    }
}
