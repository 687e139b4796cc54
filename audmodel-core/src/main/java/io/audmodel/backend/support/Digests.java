package io.audmodel.backend.support;

import io.audmodel.error.CancelledException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Computes digests on threads of their own, one for each, since an MD5 takes several times as long as copying. At most
 * a megabyte is buffered; an update waits for the slowest digest. Content of less than a block is digested on the
 * calling thread. Use it from one thread. Closing ends all threads.
 */
public final class Digests implements AutoCloseable {

    private static final int BLOCK = 256 << 10;
    private static final int BLOCKS = 4;

    /** Bytes that some digests still have to take. */
    private static final class Block {

        private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        private final AtomicInteger readers = new AtomicInteger();
    }

    private final List<MessageDigest> digests;
    private final List<WorkerPool> workers = new ArrayList<>();
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private int made;
    private @Nullable Block current;

    /** @param digests belong to this object until {@link #finish} has returned */
    public Digests(List<MessageDigest> digests) {
        this.digests = List.copyOf(digests);
    }

    /**
     * Takes all remaining bytes of the buffer, and leaves its position.
     *
     * @throws CancelledException if the thread is interrupted while it waits for the digests; its flag stays set
     */
    public void update(ByteBuffer bytes) {
        ByteBuffer left = bytes.duplicate();
        while (left.hasRemaining()) {
            Block block = current == null ? take() : current;
            current = block;
            int count = Math.min(left.remaining(), block.bytes.remaining());
            block.bytes.put(left.duplicate().limit(left.position() + count));
            left.position(left.position() + count);
            if (!block.bytes.hasRemaining()) {
                pass(block);
                current = null;
            }
        }
    }

    /**
     * Waits until the digests have all bytes. No update may follow.
     *
     * @throws CancelledException if the thread is interrupted while it waits; its flag stays set
     */
    public void finish() {
        Block last = current;
        current = null;
        if (last != null && workers.isEmpty()) {
            digests.forEach(digest -> digest.update(last.bytes.duplicate().flip()));
        } else if (last != null) {
            pass(last);
        }
        workers.forEach(worker -> worker.finish("content was digested"));
    }

    private Block take() {
        if (made < BLOCKS) {
            made++;
            return new Block();
        }
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void pass(Block block) {
        if (workers.isEmpty()) {
            digests.forEach(digest -> workers.add(new WorkerPool("audmodel-digest", 1)));
        }
        block.bytes.flip();
        block.readers.set(digests.size());
        for (int i = 0; i < digests.size(); i++) {
            MessageDigest digest = digests.get(i);
            workers.get(i).execute(() -> {
                digest.update(block.bytes.duplicate());
                if (block.readers.decrementAndGet() == 0) {
                    block.bytes.clear();
                    free.add(block);
                }
            });
        }
    }

    private static CancelledException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CancelledException("interrupted while content was digested", cause);
    }

    /** Ends the threads, and drops what is not digested yet. */
    @Override
    public void close() {
        workers.forEach(WorkerPool::close);
    }
}
