package io.audmodel.backend.s3;

import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The workers that send the parts of one object. Closing ends all of them. Used by one thread. */
final class UploadWorkers implements AutoCloseable {

    /** The name of every thread. */
    static final String NAME = "audmodel-s3-upload";

    private static final int FIRST_THREADS = 8;
    private static final int THREADS = 16;

    /**
     * More threads begin if the first part takes no longer: on a narrow link each of sixteen parts at once would take
     * longer than a request may.
     */
    private static final long QUICK = TimeUnit.SECONDS.toNanos(30);

    /** The number of running or waiting tasks, so that no thread is idle while one part is retried. */
    private static final int MOST = 2 * THREADS;

    private final WorkerPool workers = new WorkerPool(NAME, FIRST_THREADS);
    private final LongSupplier nanos;

    /** @param nanos the clock */
    UploadWorkers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Runs tasks, a few at a time, and returns their results in order. Ends at the first failure.
     *
     * @throws CancelledException if the thread is interrupted; its flag stays set
     */
    <T> List<T> make(Stream<Callable<T>> tasks) throws IOException {
        long begun = nanos.getAsLong();
        Iterator<Callable<T>> waiting = tasks.iterator();
        List<T> made = new ArrayList<>();
        List<Future<T>> running = new ArrayList<>();
        while (waiting.hasNext() || !running.isEmpty()) {
            while (running.size() < MOST && waiting.hasNext()) {
                running.add(workers.submit(waiting.next()));
            }
            made.add(WorkerPool.await(running.remove(0), "the parts of an object were sent"));
            if (made.size() == 1 && nanos.getAsLong() - begun <= QUICK) {
                workers.resize(THREADS);
            }
        }
        return made;
    }

    /** Waits until the threads have ended, since parts under way would reappear after they were removed. */
    @Override
    public void close() {
        workers.close();
    }
}
