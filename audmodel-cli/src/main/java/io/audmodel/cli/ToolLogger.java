package io.audmodel.cli;

import io.audmodel.error.PlainText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Prints one line for each warning with --verbose; silent otherwise. */
final class ToolLogger implements System.Logger {

    private static final AtomicBoolean VERBOSE = new AtomicBoolean();

    private final String name;

    ToolLogger(String name) {
        this.name = name;
    }

    /** Loggers belong to the process, and so does this setting. */
    static void setVerbose(boolean verbose) {
        VERBOSE.set(verbose);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return VERBOSE.get() && level != Level.OFF && level.compareTo(Level.WARNING) >= 0;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
            String line = message + (thrown == null ? "" : ": " + thrown);
            err.println("audmodel: " + level.getName().toLowerCase(Locale.ROOT) + ": " + PlainText.line(line));
        }
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
        boolean isPattern = format != null && parameters != null && parameters.length > 0;
        log(level, bundle, isPattern ? new MessageFormat(format, Locale.ROOT).format(parameters) : format, (Throwable)
                null);
    }
}
