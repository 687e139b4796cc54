package io.audmodel.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comment before the first value of a document, which is kept when values change. */
final class LeadingComment {

    private static final Pattern LINES = Pattern.compile("(?:[ \\t]*+(?:#[^\\r\\n\\u0085\\u2028\\u2029]*+)?\\r?\\n)*+");

    private LeadingComment() {}

    /** The document with the comment of another before it. */
    static byte[] before(byte[] document, byte[] other) {
        byte[] values = PublishedParts.values(other);
        Matcher lines = LINES.matcher(new String(values, StandardCharsets.UTF_8));
        if (!lines.lookingAt() || lines.end() == 0) {
            return document;
        }
        byte[] comment = lines.group().getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(comment, comment.length + document.length);
        System.arraycopy(document, 0, both, comment.length, document.length);
        return both;
    }
}
