package io.audmodel.backend.s3;

import io.audmodel.backend.ByteRange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object that an answer holds, and the size of the object.
 *
 * @param length the number of bytes; negative if the server does not say
 * @param size the size of the whole object, likewise
 */
record Extent(long from, long length, long size) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** @throws IOException if the answer contradicts itself, or the requested range */
    static Extent of(GetObjectResponse answer, ByteRange asked) throws IOException {
        @Nullable String told = answer.contentRange();
        @Nullable Long length = answer.contentLength();
        if (told == null) {
            // Servers without ranges send the whole object.
            long all = length == null ? -1 : length;
            return new Extent(0, all, all);
        }
        Matcher range = RANGE.matcher(told);
        if (!range.matches()) {
            throw new IOException("the answer names a range that is none");
        }
        long from = Long.parseLong(range.group(1));
        long size = Long.parseLong(range.group(3));
        Extent extent = new Extent(from, Long.parseLong(range.group(2)) - from + 1, size);
        boolean sound = extent.length > 0 && extent.from + extent.length <= size;
        if (!sound || length != null && length != extent.length) {
            throw new IOException("the answer is not as long as the range that it names");
        }
        if (from != asked.offset() || extent.length != asked.lengthWithin(size)) {
            throw new IOException("the answer holds another range than the requested one");
        }
        return extent;
    }

    boolean isKnown() {
        return size >= 0;
    }
}
