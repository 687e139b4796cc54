package io.audmodel.backend.artifactory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of limited length: a longer one is no document, and may have no end. */
final class LimitedStream extends FilterInputStream {

    /** More bytes arrived than the limit allows; a retry would bring as many. */
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;

        TooLong(String message) {
            super(message);
        }
    }

    private final long limit;
    private long left;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    /** Starts counting again, since the bytes so far were used. */
    void restart() {
        left = limit;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int bytes) throws TooLong {
        left -= bytes;
        if (left < 0) {
            throw new TooLong("more than " + limit + " bytes came without an end of what they tell");
        }
    }
}
