package io.audmodel.backend.artifactory;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.artifactory.ArtifactoryReader.Opened;
import io.audmodel.backend.support.BlockInputStream;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.AudModelException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object, which must be as many as announced. If the connection breaks, it requests the missing bytes
 * from the server again (never from the target of a redirect, whose address expires), and continues if the object is
 * the same.
 */
final class ResumingStream extends BlockInputStream {

    /** Requests a part of the same object again. */
    interface Source {
        Opened open(ObjectInfo info, long offset, long length);
    }

    private static final long PROGRESS = 16 << 20;

    private final ObjectInfo info;
    private final Source source;
    private final RetryPolicy retryPolicy;
    private Answer answer;
    private long position;
    private long skip;
    private long remaining;
    private long unread;
    private Retry.@Nullable Attempts attempts;
    private long lastFailure;

    ResumingStream(Opened opened, ByteRange range, Source source, RetryPolicy retryPolicy) {
        this.info = opened.info();
        this.answer = opened.answer();
        this.position = range.offset();
        this.remaining = range.lengthWithin(info.size());
        this.source = source;
        this.retryPolicy = retryPolicy;
        this.skip = position - opened.position();
        this.unread = answer.length().orElse(Long.MAX_VALUE) - skip;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        while (true) {
            try {
                return attempt(bytes, offset, (int) Math.min(length, remaining));
            } catch (IOException e) {
                answer.close();
                resume(e);
            }
        }
    }

    private int attempt(byte[] bytes, int offset, int length) throws IOException {
        InputStream stream = answer.stream();
        stream.skipNBytes(skip);
        skip = 0;
        int count = stream.read(bytes, offset, length);
        if (count < 0) {
            throw new EOFException("the server ended " + remaining + " bytes too early");
        }
        position += count;
        remaining -= count;
        unread -= count;
        if (unread == 0) {
            answer.finish();
        }
        return count;
    }

    private void begin(Opened opened) throws IOException {
        answer = opened.answer();
        if (!isSame(opened.info())) {
            answer.close();
            throw new IOException(info.path() + " was overwritten while it was read");
        }
        skip = position - opened.position();
        unread = answer.length().orElse(Long.MAX_VALUE) - skip;
    }

    private void resume(IOException cause) throws IOException {
        // Attempts are counted anew after this many bytes, so that a few failures do not end a long transfer.
        Retry.Attempts row = attempts == null || position - lastFailure > PROGRESS ? retryPolicy.begin() : attempts;
        attempts = row;
        lastFailure = position;
        Duration pause = Duration.ZERO;
        Exception last = cause;
        while (row.pause(pause, last)) {
            try {
                begin(source.open(info, position, remaining));
                return;
            } catch (AudModelException e) {
                cause.addSuppressed(e);
                last = e;
                pause = RetryPolicy.pauseAfter(e).orElseThrow(() -> cause);
            }
        }
        throw cause;
    }

    private boolean isSame(ObjectInfo now) {
        return now.size() == info.size()
                && now.checksum().equals(info.checksum())
                && now.modified().equals(info.modified());
    }

    @Override
    public void close() {
        answer.close();
    }
}
