package io.audmodel.backend.s3;

import io.audmodel.backend.support.BlockInputStream;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.AudModelException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bytes of an object, which must be as many as announced. If the connection breaks or stalls, another one resumes
 * at the missing byte, if the object is still the same. Closing early ends the connection.
 */
final class BodyStream extends BlockInputStream {

    /** Requests the bytes from a position on, of the object in the same state. */
    interface Source {
        ResponseInputStream<?> from(long position);
    }

    /** After this many bytes a connection works, and attempts are counted anew. */
    private static final long PROGRESS = 1 << 20;

    /** The bytes that a connection must exceed in the given time, or it counts as stalled. */
    private static final long TRICKLE = 64 << 10;

    private final Source source;
    private final Retry retry;
    private final long stallNanos;
    private final long end;
    private long position;
    private @Nullable ResponseInputStream<?> current;
    private Retry.Attempts attempts;
    private long sinceAttempt;
    private long window;
    private long waited;

    /** @param first the bytes from {@code position} to before {@code end} */
    BodyStream(Source source, ResponseInputStream<?> first, long position, long end, S3Options setup) {
        this.source = source;
        this.current = first;
        this.position = position;
        this.end = end;
        this.retry = setup.retry();
        this.stallNanos = setup.stall().toNanos();
        this.attempts = retry.begin();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0 || position == end) {
            return length == 0 ? 0 : -1;
        }
        while (true) {
            try {
                int count = take(bytes, offset, (int) Math.min(length, end - position));
                count(count);
                return count;
            } catch (IOException e) {
                goOnAfter(e);
            }
        }
    }

    private int take(byte[] bytes, int offset, int most) throws IOException {
        try {
            if (current == null) {
                current = source.from(position);
            }
            long begun = System.nanoTime();
            int count = current.read(bytes, offset, most);
            if (count < 0) {
                throw new EOFException("the server ended " + (end - position) + " bytes too early");
            }
            requireSpeed(count, System.nanoTime() - begun);
            return count;
        } catch (SdkException e) {
            if (ErrorClassification.of(e) == ErrorClassification.INTERRUPTED) {
                Thread.currentThread().interrupt();
                throw interrupted(e);
            }
            if (current == null && !ErrorClassification.of(e).isPassing()) {
                throw new LastingException("the rest cannot be read any more, from byte " + position, e);
            }
            throw new IOException("the connection broke with " + (end - position) + " bytes to come", e);
        }
    }

    private void requireSpeed(int count, long nanos) throws IOException {
        window += count;
        waited += nanos;
        if (window >= TRICKLE) {
            window = 0;
            waited = 0;
        } else if (waited > stallNanos) {
            throw new IOException("only " + window + " bytes arrived in " + Duration.ofNanos(waited));
        }
    }

    private void count(int count) {
        position += count;
        sinceAttempt += count;
        if (sinceAttempt >= PROGRESS && attempts.failed() > 0) {
            attempts = retry.begin();
        }
    }

    private void goOnAfter(IOException failure) throws IOException {
        giveUp();
        if (failure instanceof LastingException || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        sinceAttempt = 0;
        window = 0;
        waited = 0;
        try {
            if (!attempts.pause(Duration.ZERO, failure)) {
                throw failure;
            }
        } catch (AudModelException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(Exception cause) {
        InterruptedIOException e = new InterruptedIOException("interrupted while an object was read");
        e.initCause(cause);
        return e;
    }

    private void giveUp() {
        if (current != null) {
            current.abort();
            current = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (position == end && current != null) {
            current.close();
            current = null;
        } else {
            giveUp();
            position = end;
        }
    }

    /** A failure that no other attempt will change. */
    private static final class LastingException extends IOException {

        private static final long serialVersionUID = 1L;

        LastingException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
