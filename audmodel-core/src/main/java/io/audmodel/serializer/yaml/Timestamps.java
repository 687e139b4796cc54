package io.audmodel.serializer.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the <a href="https://yaml.org/type/timestamp.html">timestamps of YAML 1.1</a>, to the microsecond. */
final class Timestamps {

    private static final Pattern FORM = Pattern.compile("(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
            + "(?:(?:[Tt]|[ \\t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})"
            + "(?:\\.(?<fraction>[0-9]*))?"
            + "(?:[ \\t]*(?<zone>Z|(?<sign>[-+])(?<hours>[0-9]{1,2})(?::(?<minutes>[0-9]{2}))?))?)?");

    private static final int MICROSECOND_DIGITS = 6;

    private Timestamps() {}

    /**
     * A {@code LocalDate}, a {@code LocalDateTime}, or an {@code OffsetDateTime} where a zone is given.
     *
     * @throws DateTimeException if the text has another form, or names no day, time or offset that there is
     */
    static Object parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new DateTimeException("it has not the form of one");
        }
        if (number(form, "year") == 0) {
            throw new DateTimeException("years begin with 1");
        }
        LocalDate date = LocalDate.of(number(form, "year"), number(form, "month"), number(form, "day"));
        if (form.group("hour") == null) {
            return date;
        }
        LocalTime time = LocalTime.of(
                number(form, "hour"), number(form, "minute"), number(form, "second"), nanos(form.group("fraction")));
        LocalDateTime local = LocalDateTime.of(date, time);
        return form.group("zone") == null ? local : zoned(local, offset(form));
    }

    /** Python has offsets of up to a day, Java of 18 hours: beyond these the same moment is returned in UTC. */
    private static OffsetDateTime zoned(LocalDateTime local, Duration offset) {
        if (offset.abs().compareTo(Duration.ofDays(1)) >= 0) {
            throw new DateTimeException("its offset is not less than a day");
        }
        boolean isJava = offset.abs().toSeconds() <= ZoneOffset.MAX.getTotalSeconds();
        return isJava
                ? OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds((int) offset.toSeconds()))
                : OffsetDateTime.of(local.minus(offset), ZoneOffset.UTC);
    }

    private static Duration offset(Matcher form) {
        if (form.group("sign") == null) {
            return Duration.ZERO;
        }
        Duration offset = Duration.ofHours(number(form, "hours")).plusMinutes(number(form, "minutes"));
        return form.group("sign").equals("-") ? offset.negated() : offset;
    }

    private static int nanos(String fraction) {
        if (fraction == null || fraction.isEmpty()) {
            return 0;
        }
        String digits = fraction.substring(0, Math.min(fraction.length(), MICROSECOND_DIGITS));
        return Integer.parseInt((digits + "000000000").substring(0, 9));
    }

    private static int number(Matcher form, String group) {
        String digits = form.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
