package io.audmodel.formats;

import io.audmodel.backend.support.BlockInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a tar archive as its reader takes them. It bounds what a header may take, keeps it for a look at its names,
 * and knows whether the archive has ended where it says so: the reader takes a cut one for whole.
 */
final class TarGuard extends BlockInputStream {

    static final int BLOCK = 512;

    /** Names and attributes of an entry: a name has at most 64 KiB, and so has what an attribute is worth. */
    private static final int LONGEST_HEADER = 1 << 20;

    /** What may fill the last record of a tape. */
    private static final long MOST_PADDING = 64 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(BLOCK);
    private boolean inHeader;
    private long position;

    TarGuard(InputStream bytes) {
        this.in = bytes;
    }

    /** From here on a header is read, after what is left of the block of the entry before. */
    void beginHeader() {
        header.reset();
        inHeader = true;
    }

    void endHeader() {
        inHeader = false;
    }

    /** The header that was read last, with those of its long names. */
    byte[] header() {
        return header.toByteArray();
    }

    /**
     * Checks, after the reader has found no more entry, that the archive has ended by blocks of zeros.
     *
     * @throws IOException if it is cut off, or something comes after its end
     */
    void requireEnd() throws IOException {
        byte[] end = header.toByteArray();
        inHeader = false;
        if (end.length < BLOCK) {
            throw new IOException("it is cut off: the blocks of zeros that end an archive are missing");
        }
        requireZeros(end, end.length);
        byte[] some = new byte[1 << 13];
        long padding = 0;
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            requireZeros(some, count);
            padding += count;
            if (padding > MOST_PADDING) {
                throw new IOException("more than " + MOST_PADDING + " zeros follow its end");
            }
        }
    }

    private static void requireZeros(byte[] bytes, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != 0) {
                throw new IOException("something follows its end, which some readers see and some do not");
            }
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            if (inHeader) {
                keep(into, offset, count);
            }
            position += count;
        }
        return count;
    }

    /** What is left of the block of an entry is no part of the next header. */
    private void keep(byte[] from, int offset, int count) throws IOException {
        int padding = header.size() == 0 ? (int) Math.min(count, -position & BLOCK - 1) : 0;
        if (header.size() + count > LONGEST_HEADER) {
            throw new IOException("the header of an entry has more than " + LONGEST_HEADER + " bytes");
        }
        header.write(from, offset + padding, count - padding);
    }
}
