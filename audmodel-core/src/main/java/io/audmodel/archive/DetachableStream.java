package io.audmodel.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Stands between a writer that closes, and completes, what it writes to, and a stream that is not its own.
 */
final class DetachableStream extends OutputStream {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private boolean detached;

    DetachableStream(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** From now on nothing reaches the stream. */
    void detach() {
        detached = true;
    }

    @Override
    public void write(int b) throws IOException {
        if (!detached) {
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!detached) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!detached) {
            out.flush();
        }
    }

    @Override
    public void close() {
        detach();
    }
}
