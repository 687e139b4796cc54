package io.audmodel;

import io.audmodel.call.StepwiseCall;
import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A stream over one file of a stored archive. Its reads count into the time of the call that opened it. */
final class OpenFile extends InputStream {

    /** One large read serves many small ones of the caller. */
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final StepwiseCall call;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    /** @param in closed with this */
    OpenFile(InputStream in, StepwiseCall call) {
        this.in = in;
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
            limit = Math.max(0, next());
        }
        return limit > 0;
    }

    private int next() throws IOException {
        try {
            return call.step(() -> {
                try {
                    return in.read(buffer, 0, BUFFER);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (AudModelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        position = limit;
        try {
            call.close(() -> {
                try {
                    in.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (AudModelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
