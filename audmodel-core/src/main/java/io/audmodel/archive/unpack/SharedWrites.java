package io.audmodel.archive.unpack;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;

/**
 * The writes of several threads into one file, which takes one at a time. A thread leaves what it has to the one that writes,
 * and reads and digests in place of waiting. Thread-safe.
 */
final class SharedWrites {

    /** How much one thread may be ahead of the writes. */
    private static final int BUFFERS = 4;

    /** The part of the heap that all threads may take, since as much memory beside it is what a JVM allows. */
    private static final int SHARE = 8;

    private final UnpackedFile file;
    private final Meter meter;
    private final FileListener listener;
    private final ReentrantLock turn = new ReentrantLock();
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();

    /** @param empty takes the buffer back when it is written */
    private record Pending(ByteBuffer content, long position, BlockingQueue<ByteBuffer> empty) {}

    SharedWrites(UnpackedFile file, Meter meter, FileListener listener) {
        this.file = file;
        this.meter = meter;
        this.listener = listener;
    }

    /** Whether so many threads have the memory for it. */
    static boolean fits(int threads) {
        return (long) threads * BUFFERS * MemberReader.BUFFER
                <= Runtime.getRuntime().maxMemory() / SHARE;
    }

    /** The buffers of one thread. */
    static BlockingQueue<ByteBuffer> buffers(ArchiveBytes bytes) {
        BlockingQueue<ByteBuffer> buffers = new ArrayBlockingQueue<>(BUFFERS);
        for (int i = 0; i < BUFFERS; i++) {
            buffers.add(bytes.buffer(MemberReader.BUFFER));
        }
        return buffers;
    }

    /**
     * Copies the next bytes of a range into the file, and returns when they are written, by whichever thread.
     *
     * @param position of the first byte in the file
     * @param empty the buffers of this thread
     * @return the CRC-32 of the bytes
     */
    int copy(RangeReader range, long position, long length, BlockingQueue<ByteBuffer> empty) throws IOException {
        CRC32 crc = new CRC32();
        for (long done = 0; done < length; ) {
            ByteBuffer buffer = next(empty).clear();
            buffer.limit((int) Math.min(buffer.capacity(), length - done));
            range.read(buffer);
            int count = buffer.flip().remaining();
            crc.update(buffer.duplicate());
            listener.writing(buffer, position + done);
            pending.add(new Pending(buffer, position + done, empty));
            writePending();
            done += count;
        }
        awaitAll(empty);
        return (int) crc.getValue();
    }

    /** Looks again after each turn: another thread may have left something while this one ended its own. */
    private void writePending() {
        while (!pending.isEmpty() && turn.tryLock()) {
            try {
                for (Pending next = pending.poll(); next != null; next = pending.poll()) {
                    int count = next.content.remaining();
                    file.write(next.content, next.position);
                    meter.add(count);
                    listener.written(next.position, count);
                    next.empty.add(next.content);
                }
            } finally {
                turn.unlock();
            }
        }
    }

    private static void awaitAll(BlockingQueue<ByteBuffer> empty) {
        List<ByteBuffer> all = new ArrayList<>();
        while (all.size() < BUFFERS) {
            all.add(next(empty));
        }
        empty.addAll(all);
    }

    private static ByteBuffer next(BlockingQueue<ByteBuffer> empty) {
        try {
            return empty.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while an entry was unpacked", e);
        }
    }
}
