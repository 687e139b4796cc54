package io.audmodel.archive.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** An archive in a file on the local disk. */
final class FileBytes implements ArchiveBytes {

    private final FileChannel file;
    private final long size;

    FileBytes(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ReadableByteChannel open(long position, long length) {
        return new Part(position, position + length);
    }

    /** A direct buffer, which the system reads into and writes from without a copy. */
    @Override
    public ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocateDirect(capacity);
    }

    private final class Part implements ReadableByteChannel {

        private final long end;
        private long position;

        Part(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (position == end) {
                return -1;
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + (end - position)));
            try {
                int count = file.read(into, position);
                position += Math.max(0, count);
                return count;
            } finally {
                into.limit(limit);
            }
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        /** The file is shared, and its owner closes it. */
        @Override
        public void close() {}
    }
}
