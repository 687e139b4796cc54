package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.apache.http.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** A body that knows whether all of it was sent: only then can the server have stored it. */
final class PayloadEntity extends AbstractHttpEntity {

    private static final int PART = 64 << 10;

    private final Payload payload;
    private volatile boolean sent;
    private @Nullable Watchdog watchdog;

    PayloadEntity(Payload payload) {
        this.payload = payload;
    }

    boolean isSent() {
        return sent;
    }

    /** Lets each part that is sent count as progress. */
    void watchedBy(Watchdog guard) {
        watchdog = guard;
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
                for (int done = 0; done < count; done += PART) {
                    requireUninterrupted();
                    out.write(bytes, offset + done, Math.min(PART, count - done));
                    if (watchdog != null) {
                        watchdog.begin();
                    }
                }
            }
        });
        // A flush of the last bytes follows, which may reach the server even if it fails.
        sent = true;
    }

    private static void requireUninterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while it was sent");
        }
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
