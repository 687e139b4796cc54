package io.audmodel.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output. A failed write ends the command at once, instead of after all results were computed. */
final class ResultStream extends OutputStream {

    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private final OutputStream stream;

    ResultStream() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    ResultStream(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            stream.write(bytes, from, length);
        } catch (IOException e) {
            throw new OutputLostException(e, isPipe());
        }
    }

    /** A pipe fails for one reason: its reader has gone. The text of the error depends on the locale. */
    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
