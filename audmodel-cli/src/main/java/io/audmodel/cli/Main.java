package io.audmodel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program {@code audmodel}. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        OutputStream bytes = new FileOutputStream(FileDescriptor.out);
        PrintWriter out = writer(bytes);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        Interruption interruption = Interruption.ofThisThread();
        int status = ExitStatus.FAILED;
        try {
            status = CommandLines.of(new Terminal(System.in, bytes, out, err)).execute(arguments);
            if (out.checkError() && status == ExitStatus.DONE) {
                err.println(
                        "audmodel: the result could not be written: standard output is closed, or its disk is full");
                status = ExitStatus.FAILED;
            }
        } catch (Error e) {
            // Uncaught it would end the process with 1, which means that a model was not found.
            err.println("audmodel: " + e);
        } finally {
            err.flush();
            interruption.over();
        }
        System.exit(status);
    }

    // What leaves the process is UTF-8 on every platform, as the files that it reads are.
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
