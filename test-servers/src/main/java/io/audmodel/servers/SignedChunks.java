package io.audmodel.servers;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A body of which every chunk is signed ({@code aws-chunked}), without the signatures. */
final class SignedChunks extends FilterInputStream {

    private long left;
    private boolean begun;
    private boolean ended;

    SignedChunks(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the request ends within a chunk");
        }
        left -= count;
        return count;
    }

    private void next() throws IOException {
        if (begun) {
            line();
        }
        begun = true;
        left = Long.parseLong(line().split(";")[0], 16);
        if (left == 0) {
            ended = true;
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the request ends within a chunk");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
