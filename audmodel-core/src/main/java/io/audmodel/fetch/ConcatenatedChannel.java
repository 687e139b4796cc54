package io.audmodel.fetch;

import io.audmodel.archive.unpack.ArchiveBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Two ranges of an archive, read as one. The second is opened when the first has been read. */
final class ConcatenatedChannel implements ReadableByteChannel {

    private final ArchiveBytes next;
    private final long position;
    private final long length;
    private ReadableByteChannel current;
    private boolean last;

    ConcatenatedChannel(ReadableByteChannel first, ArchiveBytes next, long position, long length) {
        this.current = first;
        this.next = next;
        this.position = position;
        this.length = length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = current.read(into);
        if (count >= 0 || last) {
            return count;
        }
        current.close();
        last = true;
        current = next.open(position, length);
        return current.read(into);
    }

    @Override
    public boolean isOpen() {
        return current.isOpen();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
