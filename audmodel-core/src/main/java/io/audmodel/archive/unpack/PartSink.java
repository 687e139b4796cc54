package io.audmodel.archive.unpack;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes one part of a file from its beginning on, computes its CRC-32, passes it to a listener, and reports progress. */
final class PartSink implements Sink {

    private final UnpackedFile file;
    private final ByteBuffer buffer;
    private final Meter meter;
    private final FileListener listener;
    private final CRC32 crc = new CRC32();

    /** Of the next bytes to be digested, in the file. */
    private long digested;

    /** Of the next bytes to be written, in the file. */
    private long position;

    private long written;

    /**
     * @param position where the part begins in the file
     * @param buffer the buffer that callers fill
     */
    PartSink(UnpackedFile file, long position, ByteBuffer buffer, Meter meter, FileListener listener) {
        this.file = file;
        this.position = position;
        this.digested = position;
        this.buffer = buffer;
        this.meter = meter;
        this.listener = listener;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void accept(ByteBuffer content) {
        int count = content.remaining();
        long from = position;
        digest(content);
        write(content);
        if (count > 0) {
            listener.written(from, count);
        }
    }

    /** The half of {@link #accept} that computes; one thread may do it while another writes the same bytes. */
    void digest(ByteBuffer content) {
        int count = content.remaining();
        if (count > 0) {
            crc.update(content.duplicate());
            listener.writing(content, digested);
            digested += count;
        }
    }

    /** The half of {@link #accept} that writes. */
    void write(ByteBuffer content) {
        int count = content.remaining();
        if (count > 0) {
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

    /** CRC-32 of what was digested so far. */
    int crc() {
        return (int) crc.getValue();
    }
}
