package io.audmodel.backend.s3;

import io.audmodel.backend.ByteRange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Which bytes an answer holds, and of how many.
 *
 * @param length less than nothing where the server tells none
 * @param size of the whole object, likewise
 */
record Extent(long from, long length, long size) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** @throws IOException if the answer contradicts itself, or the range that was asked for */
    static Extent of(GetObjectResponse answer, ByteRange asked) throws IOException {
        @Nullable String told = answer.contentRange();
        @Nullable Long length = answer.contentLength();
        if (told == null) {
            // Servers without ranges send all.
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
            throw new IOException("the answer holds another range than the one that was asked for");
        }
        return extent;
    }

    boolean isKnown() {
        return size >= 0;
    }
}
