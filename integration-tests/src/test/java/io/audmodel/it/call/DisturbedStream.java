package io.audmodel.it.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a {@link DisturbedBackend}. */
final class DisturbedStream extends FilterInputStream {

    private final BackendFault fault;
    private final DisturbedBackend backend;
    private long good;

    /** @param good so many bytes come without a fault */
    DisturbedStream(InputStream in, long good, BackendFault fault, DisturbedBackend backend) {
        super(in);
        this.good = good;
        this.fault = fault;
        this.backend = backend;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = 0;
        while (count == 0) {
            count = read(one, 0, 1);
        }
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (good > 0) {
            int count = super.read(bytes, offset, (int) Math.min(length, good));
            good -= Math.max(0, count);
            return count;
        }
        switch (fault) {
            case BODY_STALLS -> backend.hang();
            case BODY_STALLS_AND_IS_DEAF -> backend.hangDeaf();
            case BODY_CRAWLS -> {
                backend.crawl();
                return super.read(bytes, offset, Math.min(1, length));
            }
            case BODY_CRAWLS_AND_IS_DEAF -> {
                backend.crawlDeaf();
                return super.read(bytes, offset, Math.min(1, length));
            }
            case BODY_NEVER_ENDS -> {
                return length;
            }
            case BODY_IS_EMPTY_READS -> {
                backend.crawl();
                return 0;
            }
            default -> {}
        }
        return super.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (fault == BackendFault.BODY_DOES_NOT_CLOSE) {
            backend.hangDeaf();
        }
        super.close();
    }
}
