package io.audmodel.backend.support;

import java.io.IOException;
import java.io.InputStream;

/** A stream that reads into arrays, and a single byte through one: {@link #read(byte[], int, int)} is all there is to write. */
public abstract class BlockInputStream extends InputStream {

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
