package io.audmodel.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Where a command reads from and prints to.
 *
 * @param in what {@code -} stands for
 * @param bytes where results go that are bytes
 * @param out where results go that are text: the same place
 * @param err errors and progress
 */
record Terminal(InputStream in, OutputStream bytes, PrintWriter out, PrintWriter err) {

    /** What the launcher found out, as the JDK cannot. */
    private static final String COLUMNS = "audmodel.columns";

    /** How wide the terminal is that errors and progress go to; 0 if there is none, or that is not known. */
    static int columns() {
        return Math.max(0, Integer.getInteger(COLUMNS, 0));
    }
}
