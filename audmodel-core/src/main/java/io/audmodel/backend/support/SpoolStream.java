package io.audmodel.backend.support;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Several streams, read one after the other. */
final class SpoolStream extends BlockInputStream {

    private final List<InputStream> parts;
    private int current;

    SpoolStream(List<InputStream> parts) {
        this.parts = parts;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (current < parts.size()) {
            int count = parts.get(current).read(bytes, offset, length);
            if (count >= 0) {
                return count;
            }
            current++;
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        close(parts);
    }

    /** Closes all streams, even if closing one fails. */
    static void close(List<InputStream> parts) throws IOException {
        IOException failure = null;
        for (InputStream part : parts) {
            try {
                part.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
