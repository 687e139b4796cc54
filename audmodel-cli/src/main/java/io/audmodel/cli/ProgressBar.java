package io.audmodel.cli;

import io.audmodel.Progress;
import io.audmodel.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a transfer in the last line of a terminal, and clears it at the end. Silent elsewhere. */
final class ProgressBar implements ProgressListener, AutoCloseable {

    private static final int WIDEST = 30;

    /** A shorter bar says nothing. */
    private static final int NARROWEST = 5;

    private static final String WIPE = "\r\u001b[K";

    private final @Nullable PrintWriter err;
    private final int columns;
    private String shown = "";

    /** @param columns the width of the terminal; 0 if it is unknown */
    ProgressBar(@Nullable PrintWriter err, int columns) {
        this.err = err;
        this.columns = columns;
    }

    /** A bar, if standard error is a terminal. */
    static ProgressBar on(Terminal terminal) {
        return new ProgressBar(Terminal.isWatched() ? terminal.err() : null, Terminal.columns());
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

    /** A line shorter than the width, since a wrapped line cannot be cleared. */
    private String line(Progress progress) {
        String line = wholeLine(progress);
        return columns == 0 || line.length() < columns ? line : line.substring(0, columns - 1);
    }

    private String wholeLine(Progress progress) {
        String phase =
                String.format(Locale.ROOT, "%-8s", progress.phase().name().toLowerCase(Locale.ROOT));
        if (progress.total() <= 0) {
            return phase + " " + progress.done() / 1_000_000 + " MB";
        }
        double done = (double) progress.done() / progress.total();
        String figures =
                String.format(Locale.ROOT, "%3d%% of %.1f MB", (int) (done * 100), progress.total() / 1_000_000.0);
        return phase + " " + bar(done, phase.length() + figures.length()) + figures;
    }

    private String bar(double done, int others) {
        int room = columns == 0 ? WIDEST : Math.min(WIDEST, columns - others - "  [] ".length());
        int filled = (int) (done * room);
        return room < NARROWEST ? "" : "[" + "#".repeat(filled) + " ".repeat(room - filled) + "] ";
    }
}
