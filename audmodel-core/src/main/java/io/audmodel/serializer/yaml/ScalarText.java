package io.audmodel.serializer.yaml;

import io.audmodel.value.PythonText;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The plain text of canonical scalars other than strings and binary ones. */
final class ScalarText {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder()
            .append(SECONDS)
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private ScalarText() {}

    static String of(@Nullable Object value) {
        if (value instanceof Double number) {
            return floating(number);
        }
        if (value instanceof LocalDateTime time) {
            return time(time);
        }
        if (value instanceof OffsetDateTime time) {
            return time(time.toLocalDateTime()) + OFFSET.format(time);
        }
        return String.valueOf(value);
    }

    private static String floating(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        String text = PythonText.ofDouble(number);
        // Without a dot it would be read as a string.
        return text.contains(".") ? text : text.replace("e", ".0e");
    }

    private static String time(LocalDateTime time) {
        return (time.getNano() == 0 ? SECONDS : MICROSECONDS).format(time);
    }
}
