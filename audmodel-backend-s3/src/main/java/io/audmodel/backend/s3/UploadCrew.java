package io.audmodel.backend.s3;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The threads that send the parts of one object. Closing leaves none. Used by one thread. */
final class UploadCrew implements AutoCloseable {

    /** Of every thread. */
    static final String NAME = "audmodel-s3-upload";

    private static final int THREADS = 8;

    /** Begun or waiting, so that nobody idles while one part is repeated. */
    private static final int MOST = 2 * THREADS;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, NAME);
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Runs tasks, few at a time, and returns what they make, in order; breaks off at the first failure.
     *
     * @throws CancelledException if the thread is interrupted; it stays so
     */
    <T> List<T> make(Stream<Callable<T>> tasks) throws IOException {
        Iterator<Callable<T>> waiting = tasks.iterator();
        List<T> made = new ArrayList<>();
        List<Future<T>> running = new ArrayList<>();
        try {
            while (waiting.hasNext() || !running.isEmpty()) {
                while (running.size() < MOST && waiting.hasNext()) {
                    running.add(threads.submit(waiting.next()));
                }
                made.add(running.remove(0).get());
            }
            return made;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while the parts of an object were sent", e);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static RuntimeException rethrown(Throwable failure) throws IOException {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        return (RuntimeException) failure;
    }

    /** Parts under way would come back after they were removed: so their threads have to have ended. */
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
