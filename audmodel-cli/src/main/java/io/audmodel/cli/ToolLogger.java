package io.audmodel.cli;

import io.audmodel.error.PlainText;
import io.audmodel.signing.SecretFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Prints one line for each warning with --verbose; otherwise only what nobody may miss. */
final class ToolLogger implements System.Logger {

    /** What nobody may miss, as the result looks as any other: that an answer is stale, and that others may read a key. */
    private static final Set<String> ALWAYS = Set.of("io.audmodel.stale", SecretFile.LOGGER);

    private static final AtomicBoolean VERBOSE = new AtomicBoolean();

    /** False in a program that only has this tool on its class path. */
    private static final AtomicBoolean AT_WORK = new AtomicBoolean();

    private final String name;

    ToolLogger(String name) {
        this.name = name;
    }

    /** Loggers belong to the process, and so does this setting. */
    static void setVerbose(boolean verbose) {
        VERBOSE.set(verbose);
        AT_WORK.set(true);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return (VERBOSE.get() || AT_WORK.get() && ALWAYS.contains(name))
                && level != Level.OFF
                && level.compareTo(Level.WARNING) >= 0;
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
