package io.audmodel.archive.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Other bytes, as a store that sends ranges has them: tests say how many at a time, and what else is different. */
abstract class ForwardingArchiveBytes implements ArchiveBytes {

    private final ArchiveBytes bytes;

    ForwardingArchiveBytes(ArchiveBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public ReadableByteChannel open(long position, long length) throws IOException {
        return bytes.open(position, length);
    }

    @Override
    public ByteBuffer buffer(int capacity) {
        return bytes.buffer(capacity);
    }
}
