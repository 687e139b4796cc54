package io.audmodel.cli;

import io.audmodel.Progress;
import io.audmodel.ProgressListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows in the last line of a terminal how far a transfer is, and wipes it out when it is over. Silent elsewhere. */
final class ProgressBar implements ProgressListener, AutoCloseable {

    /** What the launcher says of standard error, where the JDK cannot tell. */
    private static final String PROPERTY = "audmodel.terminal";

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final int WIDTH = 30;
    private static final String WIPE = "\r\u001b[K";

    private final @Nullable PrintWriter err;
    private String shown = "";

    ProgressBar(@Nullable PrintWriter err) {
        this.err = err;
    }

    /** A bar, if standard error is a terminal. */
    static ProgressBar on(Terminal terminal) {
        return new ProgressBar(isTerminal() ? terminal.err() : null);
    }

    @Override
    public void onProgress(Progress progress) {
        if (err == null) {
            return;
        }
        String line = line(progress);
        if (!line.equals(shown)) {
            shown = line;
            err.print(WIPE + line);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (err != null && !shown.isEmpty()) {
            err.print(WIPE);
            err.flush();
        }
    }

    private static String line(Progress progress) {
        String phase =
                String.format(Locale.ROOT, "%-8s", progress.phase().name().toLowerCase(Locale.ROOT));
        if (progress.total() <= 0) {
            return phase + " " + progress.bytes() / 1_000_000 + " MB";
        }
        double done = (double) progress.bytes() / progress.total();
        int filled = (int) (done * WIDTH);
        return phase + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3d%% of %.1f MB", (int) (done * 100), progress.total() / 1_000_000.0);
    }

    private static boolean isTerminal() {
        String told = System.getProperty(PROPERTY);
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        try {
            String file = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
