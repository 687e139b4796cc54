package io.audmodel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program {@code audmodel}. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        Interruption interruption = Interruption.ofThisThread();
        int status = ExitStatus.FAILED;
        try {
            status = CommandLines.of(new Terminal(System.in, out, err)).execute(arguments);
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
    private static PrintWriter writer(FileDescriptor file) {
        return new PrintWriter(new FileOutputStream(file), false, StandardCharsets.UTF_8);
    }
}
