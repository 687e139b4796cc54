package io.audmodel.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** Writes dates and times as the {@code repr} of Python's {@code datetime} module does. */
final class PythonTime {

    private static final int NANOS_IN_MICROSECOND = 1000;
    private static final int SECONDS_IN_DAY = 86400;

    private PythonTime() {}

    static void write(LocalDate date, StringBuilder text) {
        text.append("datetime.date(");
        writeDay(date, text);
        text.append(')');
    }

    static void write(LocalDateTime time, StringBuilder text) {
        writeFields(time, text);
        text.append(')');
    }

    static void write(OffsetDateTime time, StringBuilder text) {
        writeFields(time.toLocalDateTime(), text);
        text.append(", tzinfo=datetime.timezone");
        int seconds = time.getOffset().getTotalSeconds();
        if (seconds == 0) {
            text.append(".utc)");
            return;
        }
        text.append("(datetime.timedelta(");
        if (seconds < 0) {
            text.append("days=-1, ");
        }
        text.append("seconds=").append(Math.floorMod(seconds, SECONDS_IN_DAY)).append(")))");
    }

    private static void writeDay(LocalDate date, StringBuilder text) {
        text.append(date.getYear()).append(", ").append(date.getMonthValue()).append(", ");
        text.append(date.getDayOfMonth());
    }

    private static void writeFields(LocalDateTime time, StringBuilder text) {
        text.append("datetime.datetime(");
        writeDay(time.toLocalDate(), text);
        text.append(", ").append(time.getHour()).append(", ").append(time.getMinute());
        int microseconds = time.getNano() / NANOS_IN_MICROSECOND;
        if (time.getSecond() != 0 || microseconds != 0) {
            text.append(", ").append(time.getSecond());
        }
        if (microseconds != 0) {
            text.append(", ").append(microseconds);
        }
    }
}
