package io.audmodel.archive.unpack;

import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads the contents of entries, one after another, on one thread: with two buffers and an inflater. */
final class MemberReader implements AutoCloseable {

    static final int BUFFER = 1 << 18;

    private final ZipSource source;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final MemberInflater inflater;
    private @Nullable BlockingQueue<ByteBuffer> emptyBuffers;

    MemberReader(ZipSource source) {
        this.source = source;
        this.in = source.bytes().buffer(BUFFER);
        this.out = source.bytes().buffer(BUFFER);
        this.inflater = new MemberInflater(source);
    }

    /** Opens a part of the archive. A reader has one part open at a time. */
    RangeReader range(long position, long length) throws IOException {
        return source.range(position, length, in);
    }

    /** As {@link #range}, for a long part that is read to its end. */
    RangeReader prefetchedRange(long position, long length) throws IOException {
        return source.prefetchedRange(position, length, in);
    }

    /** Further buffers, which go to the threads that write and come back; made when they are first needed. */
    BlockingQueue<ByteBuffer> emptyBuffers() {
        BlockingQueue<ByteBuffer> empty = emptyBuffers == null ? SharedWrites.buffers(source.bytes()) : emptyBuffers;
        emptyBuffers = empty;
        return empty;
    }

    /** A buffer for sinks that need one at a time. */
    ByteBuffer out() {
        return out;
    }

    /**
     * Passes the content of an entry to the sink, piece by piece: never a byte more than declared, and without an error
     * only if the length is the declared one.
     *
     * @param range starts at the content
     * @throws CorruptArchiveException if the content is longer or shorter than declared, or cannot be inflated
     * @throws IOException if the archive cannot be read
     */
    void read(ZipMember member, RangeReader range, PartSink sink) throws IOException {
        if (member.deflated()) {
            inflate(member, range, sink);
        } else {
            copy(range, member.size(), sink);
        }
    }

    /** Passes this many bytes of the archive to the sink, straight from the read buffer. */
    static void copy(RangeReader range, long length, PartSink sink) throws IOException {
        for (long left = length; left > 0; ) {
            ByteBuffer next = range.next(left);
            left -= next.remaining();
            sink.accept(next);
        }
    }

    /** As {@link #read}, for stored content, which another thread digests while this one writes it. */
    void copyBeside(ZipMember member, RangeReader range, PartSink sink) throws IOException {
        try (WriteBehind digests = new WriteBehind(sink::digest, source.bytes())) {
            long left = member.size();
            while (left > 0) {
                ByteBuffer next = digests.buffer().clear();
                next.limit((int) Math.min(next.capacity(), left));
                range.read(next);
                ByteBuffer copy = next.flip().duplicate();
                left -= copy.remaining();
                digests.accept(next);
                sink.write(copy);
            }
            digests.finish();
        }
    }

    /** As {@link #read}, for deflated content and any sink. */
    void inflate(ZipMember member, RangeReader range, Sink sink) throws IOException {
        inflater.reset();
        long left = member.size();
        for (boolean more = true; more; ) {
            ByteBuffer buffer = sink.buffer().clear();
            fill(buffer, member, range);
            more = !buffer.hasRemaining();
            left -= buffer.flip().remaining();
            if (left < 0) {
                throw source.corruptEntry(member.name(), "has more than the declared " + member.size() + " bytes");
            }
            sink.accept(buffer);
        }
        if (left > 0) {
            throw source.corruptEntry(
                    member.name(), "has " + (member.size() - left) + " bytes, not the declared " + member.size());
        }
    }

    /** Fills the buffer, but for the last of an entry. */
    private void fill(ByteBuffer buffer, ZipMember member, RangeReader range) throws IOException {
        int before = -1;
        while (buffer.hasRemaining() && buffer.position() != before) {
            before = buffer.position();
            inflater.inflate(member, range, buffer);
        }
    }

    @Override
    public void close() {
        inflater.close();
    }
}
