package io.audmodel.backend;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for one piece of work, such as the upload of one object. Closing interrupts them and waits until they
 * have ended, however often the wait is interrupted, so that nothing that they do happens afterwards. Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {

    private final ExecutorService executor;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Starts no thread before there is a task for it.
     *
     * @param name of every thread
     * @param size how many threads there are at most, at least 1
     */
    public WorkerPool(String name, int size) {
        this.executor = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
    }

    /** Adds a task; tasks begin in the order in which they are added. */
    public <T> Future<T> submit(Callable<T> task) {
        return executor.submit(task);
    }

    /** As {@link #submit}, for a task that deals with its failures itself. */
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /**
     * Waits for what a task returns.
     *
     * @param work what it is for, such as {@code a model was packed}
     * @throws CancelledException if the thread is interrupted; it stays so
     * @throws IOException if the task threw it; what else it threw is thrown as it was
     */
    public static <T> T await(Future<T> task, String work) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while " + work, e);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        }
    }

    /**
     * Throws what a task threw.
     *
     * @return never; lets a caller say {@code throw}
     */
    public static RuntimeException rethrown(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return (RuntimeException) failure;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return executor.isShutdown();
    }

    /**
     * Waits until all tasks have ended, and takes no other ones.
     *
     * @param work what they are for
     * @throws CancelledException if the thread is interrupted; it stays so
     */
    public void finish(String work) {
        executor.shutdown();
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while " + work, e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                awaitEnd();
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The executor is done a moment before its threads are. */
    private void awaitEnd() throws InterruptedException {
        executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
