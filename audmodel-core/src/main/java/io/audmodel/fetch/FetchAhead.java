package io.audmodel.fetch;

import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A stretch of an archive that is read in order by one thread, while others fetch what comes next. Closing it waits until
 * they have ended.
 */
final class FetchAhead implements ReadableByteChannel {

    /** What one request asks for. */
    static final int PART = 4 << 20;

    private static final int AHEAD = 4;

    /** What is in memory at a time: the parts ahead and the one being read. */
    static final long MEMORY = (AHEAD + 1L) * PART;

    private static final int BLOCK = 256 << 10;

    private final ArchiveBytes bytes;
    private final Memory.Lease lease;
    private final ExecutorService threads;
    private final Deque<Future<List<ByteBuffer>>> parts = new ArrayDeque<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private final long end;
    private long next;

    /** @param lease of {@link #MEMORY} bytes, given back when this is closed */
    FetchAhead(ArchiveBytes bytes, long position, long length, Memory.Lease lease) {
        this.bytes = bytes;
        this.lease = lease;
        this.next = position;
        this.end = position + length;
        this.threads = Executors.newFixedThreadPool(AHEAD, task -> {
            Thread thread = new Thread(task, "audmodel-fetch");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < AHEAD; i++) {
            fetchNext();
        }
    }

    private void fetchNext() {
        if (next < end) {
            long from = next;
            long length = Math.min(PART, end - from);
            parts.add(threads.submit(() -> fetch(from, length)));
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
            current.addAll(await(parts.remove()));
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

    private static List<ByteBuffer> await(Future<List<ByteBuffer>> part) throws IOException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while a part of an archive was awaited", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw (RuntimeException) cause;
        }
    }

    @Override
    public boolean isOpen() {
        return !threads.isShutdown();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        lease.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
