package io.audmodel.backend.s3;

import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The workers that send the parts of one object. Closing leaves none. Used by one thread. */
final class UploadWorkers implements AutoCloseable {

    /** Of every thread. */
    static final String NAME = "audmodel-s3-upload";

    private static final int THREADS = 8;

    /** Begun or waiting, so that nobody idles while one part is repeated. */
    private static final int MOST = 2 * THREADS;

    private final WorkerPool workers = new WorkerPool(NAME, THREADS);

    /**
     * Runs tasks, few at a time, and returns what they make, in order; breaks off at the first failure.
     *
     * @throws CancelledException if the thread is interrupted; it stays so
     */
    <T> List<T> make(Stream<Callable<T>> tasks) throws IOException {
        Iterator<Callable<T>> waiting = tasks.iterator();
        List<T> made = new ArrayList<>();
        List<Future<T>> running = new ArrayList<>();
        while (waiting.hasNext() || !running.isEmpty()) {
            while (running.size() < MOST && waiting.hasNext()) {
                running.add(workers.submit(waiting.next()));
            }
            made.add(WorkerPool.await(running.remove(0), "the parts of an object were sent"));
        }
        return made;
    }

    /** Parts under way would come back after they were removed: so their threads have to have ended. */
    @Override
    public void close() {
        workers.close();
    }
}
