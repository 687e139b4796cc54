package io.audmodel.backend.s3;

import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workers that send the parts of one object. When no part waits any more, a thread that is free sends a part once more
 * that takes far longer than others did, as on a slow connection: the first attempt that ends counts, and the other is
 * interrupted. Closing ends all of them. Used by one thread.
 */
final class UploadWorkers implements AutoCloseable {

    /** The name of every thread. */
    static final String NAME = "audmodel-s3-upload";

    private static final int MOST_THREADS = 32;
    private static final int LEAST_THREADS = 8;

    /**
     * The bytes under way at once until the first part has arrived: on a narrow link each of more parts would take longer
     * than a request may.
     */
    private static final long FIRST_BYTES = 256 << 20;

    /** More threads begin if the first part takes no longer. */
    private static final long QUICK = TimeUnit.SECONDS.toNanos(30);

    /** The part of the heap for each thread, whose blocks, and the work of the SDK, take a tenth of it. */
    private static final long HEAP = 4 << 20;

    /** A part is slow if it takes so many times what the median of the others took. */
    private static final int SLOW = 2;

    private static final long SHORTEST_SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_MILLIS = 50;

    /** On a link that became narrow, everything is slow, and more copies would make it slower. */
    private static final int MOST_COPIES = 4;

    private final int threads;
    private final WorkerPool workers;
    private final LongSupplier nanos;
    private final BooleanSupplier mayRepeat;

    /**
     * @param part the length of a part
     * @param connections the number of requests that may be under way at once
     * @param nanos the clock
     * @param mayRepeat whether a part may be sent twice at once, as far as is known
     */
    UploadWorkers(long part, int connections, LongSupplier nanos, BooleanSupplier mayRepeat) {
        long affordable = Math.max(1, Runtime.getRuntime().maxMemory() / HEAP);
        this.threads = (int) Math.min(Math.min(MOST_THREADS, connections), affordable);
        this.workers = new WorkerPool(NAME, (int) Math.min(threads, Math.max(LEAST_THREADS, FIRST_BYTES / part)));
        this.nanos = nanos;
        this.mayRepeat = mayRepeat;
    }

    /** Sends one part. May run a second time, on another thread, while it runs. */
    interface Task<T> {

        T send() throws IOException;
    }

    /**
     * Runs tasks, a few at a time, and returns their results in order. Ends at the first failure of a part that no other
     * thread sends.
     *
     * @throws CancelledException if the thread is interrupted; its flag stays set
     */
    <T> List<T> make(Stream<Task<T>> tasks) throws IOException {
        return new Run<>(workers, threads, nanos, mayRepeat, tasks.iterator()).finish();
    }

    /** One part, and the attempts to send it. */
    private static final class Part<T> {

        private final Task<T> task;
        private final List<Future<?>> attempts = new ArrayList<>();
        private int running;
        private volatile long begun;
        private volatile boolean hasBegun;
        private @Nullable T made;

        Part(Task<T> task) {
            this.task = task;
        }

        boolean isMade() {
            return made != null;
        }
    }

    /** @param made null if it failed */
    private record Ended<T>(
            Part<T> part,
            long nanos,
            @Nullable T made,
            @Nullable Throwable failure) {}

    private static final class Run<T> {

        private final WorkerPool workers;
        private final int threads;
        private final LongSupplier nanos;
        private final BooleanSupplier mayRepeat;
        private final Iterator<Task<T>> waiting;
        private final List<Part<T>> parts = new ArrayList<>();
        private final List<Long> durations = new ArrayList<>();
        private final BlockingQueue<Ended<T>> ended = new LinkedBlockingQueue<>();
        private int open;
        private int copies;

        Run(WorkerPool workers, int threads, LongSupplier nanos, BooleanSupplier mayRepeat, Iterator<Task<T>> waiting) {
            this.workers = workers;
            this.threads = threads;
            this.nanos = nanos;
            this.mayRepeat = mayRepeat;
            this.waiting = waiting;
        }

        List<T> finish() throws IOException {
            while (waiting.hasNext() || open > 0) {
                // Some parts wait, so that no thread is idle while one is retried.
                while (open < 2 * threads && waiting.hasNext()) {
                    Part<T> part = new Part<>(waiting.next());
                    parts.add(part);
                    open++;
                    begin(part);
                }
                Ended<T> next = next();
                if (next != null) {
                    take(next);
                } else if (!waiting.hasNext()) {
                    copySlowOnes();
                }
            }
            return parts.stream().map(part -> Objects.requireNonNull(part.made)).toList();
        }

        private void begin(Part<T> part) {
            part.running++;
            part.attempts.add(workers.submit(() -> {
                long begun = nanos.getAsLong();
                part.begun = begun;
                part.hasBegun = true;
                try {
                    T made = part.task.send();
                    ended.add(new Ended<>(part, nanos.getAsLong() - begun, made, null));
                } catch (IOException | RuntimeException | Error e) {
                    ended.add(new Ended<>(part, nanos.getAsLong() - begun, null, e));
                }
                return part;
            }));
        }

        private @Nullable Ended<T> next() {
            try {
                return ended.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while the parts of an object were sent", e);
            }
        }

        private void take(Ended<T> attempt) throws IOException {
            Part<T> part = attempt.part;
            part.running--;
            if (part.isMade()) {
                return;
            }
            if (attempt.failure != null) {
                if (part.running == 0) {
                    throw WorkerPool.rethrown(attempt.failure);
                }
                return;
            }
            part.made = attempt.made;
            open--;
            part.attempts.forEach(other -> other.cancel(true));
            durations.add(attempt.nanos);
            if (durations.size() == 1 && attempt.nanos <= QUICK) {
                workers.resize(threads);
            }
        }

        private void copySlowOnes() {
            if (durations.size() < parts.size() - durations.size() || !mayRepeat.getAsBoolean()) {
                return;
            }
            long median = durations.stream()
                    .sorted()
                    .skip(durations.size() / 2)
                    .findFirst()
                    .orElse(0L);
            long slow = Math.max(SHORTEST_SLOW, SLOW * median);
            for (Part<T> part : parts) {
                boolean isSlow = !part.isMade()
                        && part.hasBegun
                        && part.attempts.size() == 1
                        && nanos.getAsLong() - part.begun > slow;
                if (isSlow && copies < MOST_COPIES) {
                    copies++;
                    begin(part);
                }
            }
        }
    }

    /** Waits until the threads have ended, since parts under way would reappear after they were removed. */
    @Override
    public void close() {
        workers.close();
    }
}
