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
record Terminal(InputStream in, OutputStream bytes, PrintWriter out, PrintWriter err) {}
