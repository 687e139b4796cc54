package io.audmodel.archive.pack;

import io.audmodel.error.CancelledException;
import io.audmodel.model.Compression;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The threads that make the pieces of one archive, and the pieces under way, in order. Used by one thread; closing waits
 * until the others have ended. Memory is bounded by the number of pieces under way.
 */
final class PackCrew implements AutoCloseable {

    /** Of every thread. */
    static final String NAME = "audmodel-pack";

    /** Of the heap, per thread; as much again may be taken outside of it. */
    private static final long MEMORY_PER_THREAD = 16 << 20;

    /** Pieces that are made while others wait for their turn to be written. */
    private static final int AHEAD = 4;

    /** A piece under way, and where it is made. */
    private record Job(Piece piece, ByteBuffer out, Future<?> made) {}

    private final Compression compression;
    private final ExecutorService threads;
    private final List<Thread> started = new ArrayList<>();
    private final int most;
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private final Queue<Workbench> benches = new ConcurrentLinkedQueue<>();

    PackCrew(Compression compression, int count) {
        this.compression = compression;
        this.most = count + AHEAD;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, NAME);
            thread.setDaemon(true);
            started.add(thread);
            return thread;
        });
    }

    /** As many threads as have something to run on, and memory to work in. */
    static int size() {
        Runtime runtime = Runtime.getRuntime();
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), runtime.maxMemory() / MEMORY_PER_THREAD));
    }

    /** Whether a piece has to be taken before another can be given. */
    boolean isFull() {
        return jobs.size() == most;
    }

    boolean isIdle() {
        return jobs.isEmpty();
    }

    /** Begins to make a piece. */
    void give(Piece piece) {
        ByteBuffer out = buffers.isEmpty() ? ByteBuffer.allocateDirect(Piece.ROOM) : buffers.pop();
        out.clear();
        jobs.add(new Job(piece, out, threads.submit(() -> make(piece, out))));
    }

    private void make(Piece piece, ByteBuffer out) {
        Workbench free = benches.poll();
        Workbench bench = free == null ? new Workbench(compression) : free;
        try {
            piece.make(bench, out);
        } finally {
            benches.add(bench);
        }
    }

    /** Does something with the piece that was given first, once it is made. */
    <X extends Exception> void take(Taker<X> taker) throws X {
        Job job = jobs.remove();
        try {
            job.made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while a model was packed", e);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        }
        taker.take(job.piece, job.out.flip());
        buffers.push(job.out);
    }

    /** Is handed a piece and its bytes, which are its own until it returns. */
    interface Taker<X extends Exception> {
        void take(Piece piece, ByteBuffer made) throws X;
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        for (Thread thread : started) {
            interrupted |= !isJoined(thread);
        }
        benches.forEach(Workbench::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the thread has ended; returns false if the wait was interrupted. */
    private static boolean isJoined(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return !interrupted;
    }
}
