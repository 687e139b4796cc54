package io.audmodel.archive.pack;

import io.audmodel.archive.Crc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A file that is packed in several slices, by several threads: one entry, whose checksum and sizes follow it. */
final class LargeFile implements AutoCloseable {

    /** One slice in this many bytes is deflated at a higher level, which makes up for the bytes that slices add. */
    private static final long HARDER = 8L * Piece.LENGTH;

    private final SourceFile source;
    private final long size;
    private final boolean deflated;
    private @Nullable ZipRecord record;
    private int crc;
    private long packed;
    private boolean done;

    private LargeFile(SourceFile source, boolean deflated) {
        this.source = source;
        this.size = source.file().size();
        this.deflated = deflated;
    }

    /** Opens the file, and decides whether it is deflated. */
    static LargeFile open(PackedFile file, ThreadBuffers scratch) {
        SourceFile source = SourceFile.open(file);
        boolean opened = false;
        try {
            boolean deflated = switch (scratch.compression().kind()) {
                case STORED -> false;
                case DEFLATED -> true;
                case AUTO -> scratch.sampler().pays((sample, at) -> source.read(sample, at), file.size());
            };
            opened = true;
            return new LargeFile(source, deflated);
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    /** The slice that begins at this position. */
    Piece slice(long from) {
        return new Slice(from);
    }

    long size() {
        return size;
    }

    /** Whether its entry is complete, and the file closed. */
    boolean isDone() {
        return done;
    }

    @Override
    public void close() {
        source.close();
    }

    private final class Slice implements Piece {

        private final long from;
        private final int length;
        private final CRC32 sum = new CRC32();

        Slice(long from) {
            this.from = from;
            this.length = (int) Math.min(LENGTH, size - from);
        }

        private boolean isLast() {
            return from + length == size;
        }

        @Override
        public void make(ThreadBuffers scratch, ByteBuffer out) {
            if (deflated) {
                deflate(scratch, out);
            } else {
                source.read(out.limit(length), from);
                sum.update(out.duplicate().flip());
            }
        }

        private void deflate(ThreadBuffers scratch, ByteBuffer out) {
            int before = (int) Math.min(from, PieceDeflater.HISTORY);
            ByteBuffer input = scratch.input().limit(before + length);
            source.read(input, from - before);
            ByteBuffer history = input.duplicate().flip().limit(before);
            ByteBuffer part = input.flip().position(before);
            sum.update(part.duplicate());
            PieceDeflater deflater = from % HARDER == 0 ? scratch.harder() : scratch.deflater();
            deflater.slice(history, part, out, isLast());
        }

        @Override
        public void write(ByteBuffer made, ZipOutput zip) throws IOException {
            ZipRecord entry = record;
            if (entry == null) {
                entry = zip.begin(source.file(), deflated);
                record = entry;
            }
            crc = Crc.join(crc, (int) sum.getValue(), length);
            packed += made.remaining();
            if (deflated) {
                zip.content(made);
            } else {
                zip.content(made, source.file().file(), from);
            }
            if (isLast()) {
                source.requireUnchanged();
                zip.end(entry.ended(crc, packed));
                source.close();
                done = true;
            }
        }

        @Override
        public long length() {
            return length;
        }
    }
}
