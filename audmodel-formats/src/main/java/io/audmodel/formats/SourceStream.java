package io.audmodel.formats;

import io.audmodel.backend.support.BlockInputStream;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** The bytes of an archive, whose failures are those of the disk or the network: all other ones mean a damaged archive. */
final class SourceStream extends BlockInputStream {

    private final InputStream in;
    private final String name;

    SourceStream(InputStream bytes, String name) {
        this.in = bytes;
        this.name = name;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while archive " + name + " was read");
        }
        try {
            return in.read(into, offset, length);
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while archive " + name + " was read", e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while archive " + name + " was read", e);
            }
            throw unreadable(name, e);
        }
    }

    static InvalidArgumentException unreadable(String name, IOException cause) {
        return new InvalidArgumentException("archive " + name + " cannot be read: " + Reasons.of(cause), cause);
    }
}
