package io.audmodel.backend.s3;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.Assertions;

/** All that is logged in this JVM at any level, until this is closed, and what a test adds to it. */
final class Printed extends Handler implements AutoCloseable {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final List<Handler> others = List.of(root.getHandlers());

    Printed() {
        others.forEach(root::removeHandler);
        setLevel(Level.ALL);
        root.addHandler(this);
        root.setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord message) {
        // The test's own server is no part of it.
        if (!String.valueOf(message.getLoggerName()).startsWith("com.sun.net.httpserver")) {
            lines.add(message.getLoggerName() + ": " + new SimpleFormatter().format(message));
        }
    }

    /** Adds all that an exception shows. */
    void add(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        lines.add(trace.toString());
    }

    void add(Object shown) {
        lines.add(shown.toString());
    }

    /** Those that hold this. */
    List<String> with(String text) {
        return List.copyOf(lines).stream().filter(line -> line.contains(text)).toList();
    }

    /** Fails if any line holds one of these. */
    void assertHoldsNone(String... secrets) {
        for (String secret : secrets) {
            Assertions.assertThat(with(secret)).isEmpty();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(level);
        others.forEach(root::addHandler);
    }
}
