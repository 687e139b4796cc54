package io.audmodel.backend.artifactory;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an object that an answer holds.
 *
 * @param start the first byte, which may differ from the requested one
 * @param total the size of the object; empty if the server does not know it
 */
record ContentRange(long start, OptionalLong total) {

    private static final Pattern FORM = Pattern.compile("bytes +(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** Empty if the answer has no range, or an impossible one. */
    static Optional<ContentRange> of(Answer answer) {
        return answer.header("Content-Range")
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .flatMap(range -> {
                    long start = Long.parseLong(range.group(1));
                    long end = Long.parseLong(range.group(2));
                    OptionalLong total = range.group(3).equals("*")
                            ? OptionalLong.empty()
                            : OptionalLong.of(Long.parseLong(range.group(3)));
                    boolean sound = start <= end && end < total.orElse(Long.MAX_VALUE);
                    return sound ? Optional.of(new ContentRange(start, total)) : Optional.empty();
                });
    }
}
