package io.audmodel.fetch;

import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/**
 * A range of an archive that one thread reads in order, while other threads prefetch the next parts. Closing it waits
 * until they have ended.
 */
final class PrefetchChannel implements ReadableByteChannel {

    /** The length of one request. */
    static final int PART = 4 << 20;

    /** How many requests it has at a time. */
    static final int CONNECTIONS = 4;

    /** The memory it needs: for the prefetched parts and the one being read. */
    static final long MEMORY = (CONNECTIONS + 1L) * PART;

    private static final int BLOCK = 256 << 10;

    private final ArchiveBytes bytes;
    private final MemoryBudget.Lease lease;
    private final WorkerPool workers = new WorkerPool("audmodel-fetch", CONNECTIONS);
    private final Deque<Future<List<ByteBuffer>>> parts = new ArrayDeque<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private final long end;
    private long next;

    /** @param lease of {@link #MEMORY} bytes, given back when this is closed */
    PrefetchChannel(ArchiveBytes bytes, long position, long length, MemoryBudget.Lease lease) {
        this.bytes = bytes;
        this.lease = lease;
        this.next = position;
        this.end = position + length;
        for (int i = 0; i < CONNECTIONS; i++) {
            fetchNext();
        }
    }

    private void fetchNext() {
        if (next < end) {
            long from = next;
            long length = Math.min(PART, end - from);
            parts.add(workers.submit(() -> fetch(from, length)));
            next += length;
        }
    }

    private List<ByteBuffer> fetch(long position, long length) throws IOException {
        List<ByteBuffer> blocks = new ArrayList<>();
        try (ReadableByteChannel channel = bytes.open(position, length)) {
            for (long left = length; left > 0; left -= BLOCK) {
                ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, left));
                blocks.add(block);
                while (block.hasRemaining()) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancelledException("interrupted while a part of an archive was fetched");
                    }
                    if (channel.read(block) < 0) {
                        throw new IOException("the connection ended " + (left - block.position()) + " bytes too early");
                    }
                }
                block.flip();
            }
        }
        return blocks;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (current.isEmpty()) {
            if (parts.isEmpty()) {
                return -1;
            }
            current.addAll(WorkerPool.await(parts.remove(), "a part of an archive was awaited"));
            fetchNext();
        }
        ByteBuffer block = current.element();
        int count = Math.min(block.remaining(), into.remaining());
        into.put(block.slice(block.position(), count));
        block.position(block.position() + count);
        if (!block.hasRemaining()) {
            current.remove();
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return !workers.isClosed();
    }

    @Override
    public void close() {
        workers.close();
        lease.close();
    }
}
