package io.audmodel.formats;

import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** The bytes of an archive, whose failures are those of the disk or the network: all other ones mean a damaged archive. */
final class SourceStream extends FilterInputStream {

    private final String name;

    SourceStream(InputStream bytes, String name) {
        super(bytes);
        this.name = name;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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

    /** Who opened the bytes closes them. */
    @Override
    public void close() {}

    static InvalidArgumentException unreadable(String name, IOException cause) {
        return new InvalidArgumentException("archive " + name + " cannot be read: " + Reasons.of(cause), cause);
    }
}
