package io.audmodel.archive.pack;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Deflates pieces (RFC 1951). For one thread; closing frees memory outside the heap. */
final class PieceDeflater implements AutoCloseable {

    /** The size of deflate's window. */
    static final int HISTORY = 1 << 15;

    private final Deflater deflater;

    PieceDeflater(int level) {
        this.deflater = new Deflater(level, true);
    }

    /** The longest deflated form of a slice that does not become smaller. */
    static int most(int length) {
        return length + (length >> 8) + 64;
    }

    /**
     * Deflates all of a content.
     *
     * @param room the longest form that is accepted
     * @return whether the deflated form fits the room; if not, discard what was written
     */
    boolean whole(ByteBuffer content, ByteBuffer out, int room) {
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        int limit = out.limit();
        out.limit(out.position() + room);
        while (!deflater.finished() && out.hasRemaining()) {
            deflater.deflate(out);
        }
        out.limit(limit);
        return deflater.finished();
    }

    /**
     * Deflates a part of content so that all parts together are one stream: each but the last ends on a whole byte, and
     * refers to what is before it as if one thread had deflated all.
     *
     * @param history the bytes directly before the part, up to {@link #HISTORY}
     * @param out with room for {@link #most}
     */
    void slice(ByteBuffer history, ByteBuffer part, ByteBuffer out, boolean last) {
        deflater.reset();
        if (history.hasRemaining()) {
            deflater.setDictionary(history);
        }
        deflater.setInput(part);
        if (last) {
            deflater.finish();
        }
        deflater.deflate(out, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        if (!out.hasRemaining() || (last && !deflater.finished())) {
            throw new IllegalStateException("a deflated slice became longer than deflate can make it");
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
