package io.audmodel;

import io.audmodel.error.CancelledException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for many things at once, a few ahead of who reads the answers, in order. Memory is bounded by the window, whatever
 * the number of things. Not thread-safe; whoever does not read to the end closes it.
 */
final class Ahead<T, R> implements Iterator<R>, AutoCloseable {

    private static final int THREADS = 16;
    private static final int WINDOW = 64;

    private final Iterator<T> things;
    private final Function<T, Optional<R>> question;
    private final ThreadPoolExecutor threads;
    private final Deque<Future<Optional<R>>> asked = new ArrayDeque<>();
    private @Nullable R next;
    private @Nullable RuntimeException failure;

    /** @param question asked by several threads; those without an answer are left out */
    Ahead(Iterator<T> things, Function<T, Optional<R>> question) {
        this.things = things;
        this.question = question;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Ahead::thread);
        // Whoever forgets to close keeps no thread for it.
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            ask();
            if (asked.isEmpty()) {
                close();
                if (failure != null) {
                    throw failure;
                }
                return false;
            }
            next = answer(asked.remove()).orElse(null);
        }
        return true;
    }

    @Override
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException("everything was read: ask hasNext() first");
        }
        R result = Objects.requireNonNull(next);
        next = null;
        return result;
    }

    /** What fails here is thrown after the answers to what was asked before. */
    private void ask() {
        try {
            while (failure == null && asked.size() < WINDOW && things.hasNext()) {
                T thing = things.next();
                asked.add(threads.submit(() -> question.apply(thing)));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private Optional<R> answer(Future<Optional<R>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while models were searched", e);
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "audmodel-find");
        thread.setDaemon(true);
        return thread;
    }
}
