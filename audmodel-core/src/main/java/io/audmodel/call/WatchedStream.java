package io.audmodel.call;

import io.audmodel.deadline.CallDeadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A body whose bytes postpone the deadline of a call, and which cannot be read after it. */
final class WatchedStream extends FilterInputStream {

    private interface Read {
        int run() throws IOException;
    }

    private final String path;
    private final String repository;
    private final CallDeadline deadline;

    WatchedStream(InputStream in, String path, String repository, CallDeadline deadline) {
        super(in);
        this.path = path;
        this.repository = repository;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        int value = watched(super::read);
        deadline.moved(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = watched(() -> super.read(bytes, offset, length));
        deadline.moved(Math.max(0, count));
        return count;
    }

    private int watched(Read read) throws IOException {
        try {
            return deadline.waitFor("the bytes of", path, repository, () -> {
                try {
                    return read.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
