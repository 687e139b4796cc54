package io.audmodel.cli;

import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options. Its errors use the words of the tool. */
final class Converters {

    private static final int MAX_DIGITS = 15;

    private Converters() {}

    static void register(CommandLine line) {
        line.registerConverter(Path.class, Converters::path);
        line.registerConverter(LocalDate.class, Converters::day);
        line.registerConverter(Duration.class, Converters::seconds);
    }

    // A shell does not expand the tilde of --cache-root=~/models.
    private static Path path(String text) {
        try {
            return Environment.system().path(text);
        } catch (AudModelException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no day of the calendar, written as YYYY-MM-DD, such as 2024-01-31");
        }
    }

    private static Duration seconds(String text) {
        if (text.length() > MAX_DIGITS || !text.matches("0*[1-9][0-9]*")) {
            throw new TypeConversionException(
                    "'" + text + "' is no number of seconds: it is a whole number of at least 1");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
