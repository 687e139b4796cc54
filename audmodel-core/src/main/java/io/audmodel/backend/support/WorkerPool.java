package io.audmodel.backend.support;

import io.audmodel.error.CancelledException;
import io.audmodel.event.delivery.EventScope;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for one piece of work, such as the upload of one object. Closing interrupts them and waits until they
 * have ended, however often the wait is interrupted: they do nothing after it. Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {

    private final ThreadPoolExecutor executor;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Makes a pool. A thread starts when there is a task for it.
     *
     * @param name the name of every thread
     * @param size the largest number of threads, at least 1
     */
    public WorkerPool(String name, int size) {
        this.executor = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
    }

    /** The largest number of threads. */
    public int size() {
        return executor.getCorePoolSize();
    }

    /**
     * Changes the largest number of threads, at least 1. More begin with tasks that wait; those that are too many end
     * with the tasks that they have.
     */
    public void resize(int size) {
        if (size > executor.getMaximumPoolSize()) {
            executor.setMaximumPoolSize(size);
            executor.setCorePoolSize(size);
        } else {
            executor.setCorePoolSize(size);
            executor.setMaximumPoolSize(size);
        }
    }

    /** Adds a task; tasks begin in the order in which they are added. */
    public <T> Future<T> submit(Callable<T> task) {
        return executor.submit(EventScope.current().bound(task));
    }

    /** Adds a task, as {@link #submit} does, which handles its failures itself. */
    public void execute(Runnable task) {
        executor.execute(EventScope.current().bound(task));
    }

    /**
     * Waits for the result of a task.
     *
     * @param work the work of the task for messages, such as {@code a model was packed}
     * @throws CancelledException if the thread is interrupted; its flag stays set
     * @throws IOException if the task threw one; unchecked exceptions of the task are thrown as they are
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
     * @return never; lets callers write {@code throw rethrown(failure)}
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

    /** Returns whether the pool was closed. */
    public boolean isClosed() {
        return executor.isShutdown();
    }

    /**
     * Waits until all tasks have ended, and accepts no further ones.
     *
     * @param work the work of the tasks, for messages
     * @throws CancelledException if the thread is interrupted; its flag stays set
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

    /** The executor ends a moment before its threads do. */
    private void awaitEnd() throws InterruptedException {
        executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
