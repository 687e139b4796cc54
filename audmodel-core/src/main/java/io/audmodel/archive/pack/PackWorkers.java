package io.audmodel.archive.pack;

import io.audmodel.backend.support.WorkerPool;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;

/**
 * The workers that pack the pieces of one archive, and the pieces under way, in order. Used by one thread; closing
 * waits until the workers have ended. Memory is bounded by the number of pieces under way.
 */
final class PackWorkers implements AutoCloseable {

    /** The name of every thread. */
    static final String NAME = "audmodel-pack";

    /** Heap for each thread; the same amount may be taken outside the heap. */
    private static final long MEMORY_PER_THREAD = 16 << 20;

    /** The number of pieces that are packed while earlier ones wait to be written. */
    private static final int AHEAD = 4;

    /** A piece under way, and its buffer. */
    private record Job(Piece piece, ByteBuffer out, Future<?> made) {}

    private final Compression compression;
    private final WorkerPool workers;
    private final int most;
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private final Queue<ThreadBuffers> idle = new ConcurrentLinkedQueue<>();

    PackWorkers(Compression compression, int count) {
        this.compression = compression;
        this.most = count + AHEAD;
        this.workers = new WorkerPool(NAME, count);
    }

    /** The number of threads, limited by processors and memory. */
    static int size() {
        Runtime runtime = Runtime.getRuntime();
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), runtime.maxMemory() / MEMORY_PER_THREAD));
    }

    /** Whether a piece has to be taken before another can be added. */
    boolean isFull() {
        return jobs.size() == most;
    }

    boolean isIdle() {
        return jobs.isEmpty();
    }

    /** Starts packing a piece. */
    void give(Piece piece) {
        ByteBuffer out = buffers.isEmpty() ? ByteBuffer.allocateDirect(Piece.ROOM) : buffers.pop();
        out.clear();
        jobs.add(new Job(piece, out, workers.submit(() -> make(piece, out))));
    }

    private boolean make(Piece piece, ByteBuffer out) {
        ThreadBuffers free = idle.poll();
        ThreadBuffers scratch = free == null ? new ThreadBuffers(compression) : free;
        try {
            piece.make(scratch, out);
            return true;
        } finally {
            idle.add(scratch);
        }
    }

    /** Waits for the oldest piece, and passes it on. */
    <X extends Exception> void take(Taker<X> taker) throws X {
        Job job = jobs.remove();
        try {
            WorkerPool.await(job.made, "a model was packed");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Pieces throw none.
        }
        taker.take(job.piece, job.out.flip());
        buffers.push(job.out);
    }

    /** Receives a piece and its bytes, which it may use until it returns. */
    interface Taker<X extends Exception> {
        void take(Piece piece, ByteBuffer made) throws X;
    }

    @Override
    public void close() {
        workers.close();
        idle.forEach(ThreadBuffers::close);
    }
}
