package io.audmodel.archive.unpack;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes one part of a file from its beginning on, computes its CRC-32, and reports progress. */
final class PartSink implements Sink {

    private final UnpackedFile file;
    private final ByteBuffer buffer;
    private final Meter meter;
    private final CRC32 crc = new CRC32();
    private long position;
    private long written;

    /**
     * @param position where the part begins in the file
     * @param buffer the buffer that callers fill
     */
    PartSink(UnpackedFile file, long position, ByteBuffer buffer, Meter meter) {
        this.file = file;
        this.position = position;
        this.buffer = buffer;
        this.meter = meter;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void accept(ByteBuffer content) {
        int count = content.remaining();
        if (count > 0) {
            crc.update(content.duplicate());
            file.write(content, position);
            position += count;
            written += count;
            meter.add(count);
        }
    }

    /** How many bytes were written so far. */
    long written() {
        return written;
    }

    /** CRC-32 of what was written so far. */
    int crc() {
        return (int) crc.getValue();
    }
}
