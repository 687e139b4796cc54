package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.apache.http.entity.AbstractHttpEntity;

/** A body that knows whether all of it was sent: only then can the server have stored it. */
final class PayloadEntity extends AbstractHttpEntity {

    private final Payload payload;
    private volatile boolean sent;

    PayloadEntity(Payload payload) {
        this.payload = payload;
    }

    boolean isSent() {
        return sent;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        payload.content().writeTo(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while it was sent");
                }
                out.write(bytes, offset, count);
            }
        });
        // What follows is a flush of the last bytes, which may reach the server though it fails.
        sent = true;
    }

    @Override
    public long getContentLength() {
        return payload.length();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("it is written, not read");
    }
}
