package io.audmodel.archive.unpack;

import io.audmodel.error.CancelledException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes content on to a thread of its own, so that a large entry is inflated while earlier content is digested and
 * written, or written while it is digested. Used by one thread, which receives the exceptions of the other one.
 */
final class WriteBehind implements Sink, AutoCloseable {

    private static final int BUFFERS = 4;

    /** Marks the end; no other buffer in the queue is empty. */
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Consumer<ByteBuffer> behind;
    private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final Thread writer = new Thread(this::write, "audmodel-write");
    private volatile @Nullable Throwable failure;

    /** @param behind what the other thread does with each buffer */
    WriteBehind(Consumer<ByteBuffer> behind, ArchiveBytes bytes) {
        this.behind = behind;
        for (int i = 0; i < BUFFERS; i++) {
            empty.add(bytes.buffer(MemberReader.BUFFER));
        }
        writer.setDaemon(true);
        writer.start();
    }

    /** Waits until a buffer is free. */
    @Override
    public ByteBuffer buffer() {
        try {
            ByteBuffer buffer = empty.take();
            rethrow();
            return buffer;
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    @Override
    public void accept(ByteBuffer content) {
        (content.hasRemaining() ? full : empty).add(content);
    }

    /** Waits until everything is written. */
    void finish() {
        full.add(END);
        try {
            writer.join();
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
        rethrow();
    }

    @SuppressWarnings("ReferenceEquality") // The end is that buffer itself, and no other empty one.
    private void write() {
        try {
            for (ByteBuffer next = full.take(); next != END; next = full.take()) {
                behind.accept(next);
                empty.add(next);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
            empty.offer(END);
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    private static CancelledException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException("interrupted while an entry was unpacked", e);
    }

    /** Ends the thread, and waits for its end: nothing is written afterwards. */
    @Override
    public void close() {
        writer.interrupt();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
