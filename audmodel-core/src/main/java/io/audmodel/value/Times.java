package io.audmodel.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The dates and times that Python can hold: years 1 to 9999, microseconds, offsets in whole minutes. */
final class Times {

    private static final int MAX_YEAR = 9999;
    private static final int NANOS_IN_MICROSECOND = 1000;
    private static final int SECONDS_IN_MINUTE = 60;
    private static final Instant FIRST = LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant END =
            LocalDate.of(MAX_YEAR + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private Times() {}

    static LocalDate date(LocalDate date, TreePath path) {
        if (date.getYear() < 1 || date.getYear() > MAX_YEAR) {
            throw path.refuse("the date " + date + " is outside the years 1 to " + MAX_YEAR + "; make it text");
        }
        return date;
    }

    static LocalDateTime local(LocalDateTime time, TreePath path) {
        date(time.toLocalDate(), path);
        if (time.getNano() % NANOS_IN_MICROSECOND != 0) {
            throw path.refuse(
                    "the time " + time + " is finer than a microsecond, which documents cannot hold; truncate it"
                            + " with truncatedTo(ChronoUnit.MICROS)");
        }
        return time;
    }

    static OffsetDateTime offset(OffsetDateTime time, TreePath path) {
        local(time.toLocalDateTime(), path);
        if (time.getOffset().getTotalSeconds() % SECONDS_IN_MINUTE != 0) {
            throw path.refuse("the time " + time
                    + " has an offset with seconds, which documents cannot hold; convert it to" + " another offset");
        }
        return time;
    }

    static OffsetDateTime instant(Instant instant, TreePath path) {
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw path.refuse("the instant " + instant + " is outside the years 1 to " + MAX_YEAR + "; make it text");
        }
        return offset(instant.atOffset(ZoneOffset.UTC), path);
    }
}
