package io.audmodel.backend.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an answer, which must be as many as announced. Closing early gives up the connection. */
final class BodyStream extends InputStream {

    private final ResponseInputStream<?> source;
    private long remaining;

    BodyStream(ResponseInputStream<?> source, long length) {
        this.source = source;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int count;
        try {
            count = source.read(bytes, offset, (int) Math.min(length, remaining));
        } catch (SdkException e) {
            throw new IOException("the connection broke with " + remaining + " bytes to come", e);
        }
        if (count < 0) {
            throw new EOFException("the server ended " + remaining + " bytes too early");
        }
        remaining -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (remaining == 0) {
            source.close();
        } else {
            source.abort();
        }
    }
}
