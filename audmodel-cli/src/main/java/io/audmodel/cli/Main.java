package io.audmodel.cli;

import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program {@code audmodel}. */
public final class Main {

    /** Set by the launcher, which tells our statuses from those of a JVM that cannot start. */
    private static final String LAUNCHED = "audmodel.launched";

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        WarmUp.begin(arguments);
        OutputStream bytes = new ResultStream();
        PrintWriter out = writer(bytes);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        Interruption interruption = Interruption.ofThisThread();
        int status = ExitStatus.FAILED;
        try {
            status = run(new Terminal(System.in, bytes, out, err), arguments);
        } catch (Error e) {
            // Uncaught it would end the process with 1, which means that a model was not found.
            err.println("audmodel: " + PlainText.line(e.toString()));
        } finally {
            err.flush();
            interruption.over();
        }
        System.exit(Boolean.getBoolean(LAUNCHED) ? ExitStatus.toLauncher(status) : status);
    }

    private static int run(Terminal terminal, String... arguments) {
        try {
            RawArguments.requireUndamaged(arguments);
            PluginFolder.open();
        } catch (InvalidArgumentException | ConfigurationException e) {
            terminal.err().println("audmodel: " + e.getMessage());
            return ExitStatus.of(e);
        }
        int status = ExitStatus.DONE;
        try {
            status = CommandLines.run(terminal, arguments);
            terminal.out().flush();
            return status;
        } catch (OutputLostException e) {
            return status == ExitStatus.DONE ? CommandLines.lost(terminal, e) : status;
        }
    }

    // Output is UTF-8 on every platform, as input files are.
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
