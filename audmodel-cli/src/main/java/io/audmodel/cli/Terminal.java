package io.audmodel.cli;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Where a command reads from and prints to.
 *
 * @param in what {@code -} stands for
 * @param out results
 * @param err errors and progress
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err) {}
