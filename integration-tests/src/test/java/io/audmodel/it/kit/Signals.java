package io.audmodel.it.kit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Sends signals to processes by a shell, which is there already when they are due. */
public final class Signals implements AutoCloseable {

    private final Process shell;
    private final BufferedWriter commands;

    public Signals() {
        try {
            shell = new ProcessBuilder("/bin/sh")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            commands = shell.outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name such as {@code STOP}; nothing happens to a process that has ended */
    public void send(String name, long process) {
        try {
            commands.write("kill -" + name + " " + process + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
