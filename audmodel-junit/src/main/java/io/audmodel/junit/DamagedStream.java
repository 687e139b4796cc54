package io.audmodel.junit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** As many bytes as there are, and each of them wrong, so that every part of an archive shows the damage. */
final class DamagedStream extends FilterInputStream {

    private static final int FLIP = 1;

    DamagedStream(InputStream sound) {
        super(sound);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        return value < 0 ? value : value ^ FLIP;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        for (int i = offset; i < offset + count; i++) {
            into[i] ^= FLIP;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
