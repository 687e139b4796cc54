package io.audmodel.archive.unpack;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/** An archive in memory, in blocks: a fragmented heap may have no room for one long array. */
final class MemoryBytes implements ArchiveBytes {

    private final List<byte[]> blocks;
    private final int blockLength;
    private final long size;

    MemoryBytes(List<byte[]> blocks) {
        this.blocks = List.copyOf(blocks);
        this.blockLength = blocks.isEmpty() ? 1 : blocks.get(0).length;
        this.size = blocks.stream().mapToLong(block -> block.length).sum();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ReadableByteChannel open(long position, long length) {
        return new Part(position, position + length);
    }

    @Override
    public ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocate(capacity);
    }

    private final class Part implements ReadableByteChannel {

        private final long end;
        private long position;

        Part(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read(ByteBuffer into) {
            if (position == end) {
                return -1;
            }
            byte[] block = blocks.get((int) (position / blockLength));
            int offset = (int) (position % blockLength);
            int count = (int) Math.min(Math.min(block.length - offset, into.remaining()), end - position);
            into.put(block, offset, count);
            position += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
