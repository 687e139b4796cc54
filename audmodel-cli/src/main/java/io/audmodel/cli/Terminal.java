package io.audmodel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The streams that a command reads from and prints to.
 *
 * @param in standard input, which {@code -} stands for
 * @param bytes the stream for results that are bytes
 * @param out the writer for results that are text, to the same place
 * @param err errors and progress
 */
record Terminal(InputStream in, OutputStream bytes, PrintWriter out, PrintWriter err) {

    /** The width that the launcher found, since the JDK cannot. */
    private static final String COLUMNS = "audmodel.columns";

    /** Whether standard error is a terminal, as the launcher found out. */
    private static final String WATCHED = "audmodel.terminal";

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private static final String OUTPUT = "audmodel.output";

    /** Whether somebody reads errors and progress on a terminal. */
    static boolean isWatched() {
        String known = System.getProperty(WATCHED);
        if (known != null) {
            return Boolean.parseBoolean(known);
        }
        try {
            String file = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The width of the terminal for errors and progress; 0 if there is none, or it is unknown. */
    static int columns() {
        return Math.max(0, Integer.getInteger(COLUMNS, 0));
    }

    /** The width of the terminal that receives results; 0 if none does, as in a pipe or file, or it is unknown. */
    static int columnsOfOutput() {
        return Boolean.getBoolean(OUTPUT) ? columns() : 0;
    }
}
