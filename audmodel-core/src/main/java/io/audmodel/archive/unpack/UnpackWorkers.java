package io.audmodel.archive.unpack;

import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The workers that unpack one archive. The first failure ends all of it; closing waits until every thread has ended, so
 * that nothing is written afterwards.
 */
final class UnpackWorkers implements AutoCloseable {

    private static final long TICK_MILLIS = 20;

    /** What a large deflated entry, which is prefetched, has under way beside the request of its own. */
    private static final long PREFETCHED = 3;

    /** A piece of work. */
    interface Task {

        /** @param reader used by this task alone until it returns */
        void run(MemberReader reader) throws IOException;
    }

    private final ZipSource source;
    private final WorkerPool workers;
    private final Parallelism parallelism;
    private final Queue<MemberReader> readers = new ConcurrentLinkedQueue<>();
    private final Queue<UnpackedFile> files = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    /** The number of tasks that have not ended, and one for the thread that adds the first ones. */
    private final AtomicInteger open = new AtomicInteger(1);

    /** @param prefetched how many large deflated entries there are */
    UnpackWorkers(ZipSource source, long prefetched) {
        this.source = source;
        ArchiveBytes bytes = source.bytes();
        int room = bytes.parallelism();
        // The same requests at a time, whatever the entries are: what they bring tells whether it may be more.
        int threads = (int) Math.max(Math.min(room, bytes.narrowParallelism()), room - PREFETCHED * prefetched);
        this.workers = new WorkerPool("audmodel-unpack", threads);
        this.parallelism = new Parallelism(threads, bytes.narrowParallelism(), bytes.mostParallelism());
    }

    /** Adds a task; tasks may add others. They begin in this order. */
    void add(Task task) {
        open.incrementAndGet();
        workers.execute(() -> {
            try {
                perform(task);
                ended();
            } catch (IOException | RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
    }

    /** Closes the file at the end, if the tasks that share it did not. */
    void keep(UnpackedFile file) {
        files.add(file);
    }

    private void perform(Task task) throws IOException {
        MemberReader free = readers.poll();
        MemberReader reader = free == null ? new MemberReader(source) : free;
        try {
            task.run(reader);
        } finally {
            readers.add(reader);
        }
    }

    private void ended() {
        if (open.decrementAndGet() == 0) {
            end.complete(true);
        }
    }

    /**
     * Waits until all tasks have ended, or one has failed, and throws the failure.
     *
     * @param tick runs on this thread from time to time
     * @param done how many bytes have arrived
     */
    void finish(Runnable tick, LongSupplier done) throws IOException {
        ended();
        while (true) {
            try {
                end.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                tick.run();
                resize(parallelism.at(
                        System.nanoTime(), done.getAsLong(), source.bytes().pauses()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while archive " + source.name() + " was unpacked", e);
            } catch (ExecutionException e) {
                throw WorkerPool.rethrown(Objects.requireNonNull(e.getCause()));
            }
        }
    }

    private void resize(int wanted) {
        int possible = source.bytes().widen(wanted);
        parallelism.atMost(possible);
        if (possible != workers.size()) {
            workers.resize(possible);
        }
    }

    @Override
    public void close() {
        workers.close();
        readers.forEach(MemberReader::close);
        files.forEach(UnpackedFile::close);
    }
}
