package io.audmodel.fetch;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.CancelledException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.event.delivery.EventScope;
import io.audmodel.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests many items by several threads, a window ahead of the reader, and returns the results in order. Memory is
 * bounded, whatever the number and the size of the items: small ones fill the window, a large one is requested alone.
 * Not thread-safe. Close it if you do not read to the end.
 */
public final class Prefetch<T, R> implements Iterator<R>, AutoCloseable {

    private static final int THREADS = 16;
    private static final int WINDOW = 64;

    /** The most heap that a document takes for each of its bytes: that of one full of empty mappings. */
    private static final int VALUES_PER_BYTE = 50;

    /** A longer document is a large one. All small ones of a window together take at most a quarter of the heap. */
    static final int SMALL = (int) Math.min(256 << 10, Runtime.getRuntime().maxMemory() / 4 / VALUES_PER_BYTE / WINDOW);

    /** Requests one item. */
    @FunctionalInterface
    public interface Question<T, R> {

        /**
         * Returns the result; items without one are left out.
         *
         * @param most the largest document that may be read, in bytes
         * @throws LimitExceededException if there is a longer one: it is requested again, alone, up to the limit of
         *     documents
         */
        Optional<R> answer(T thing, int most);
    }

    private record Asked<T, R>(T thing, Future<Optional<R>> answer) {}

    private final Iterator<T> things;
    private final Question<T, R> question;
    private final ThreadPoolExecutor threads;
    private final Optional<CallDeadline> deadline = CallDeadline.current();
    private final Deque<Asked<T, R>> asked = new ArrayDeque<>();
    private @Nullable R next;
    private @Nullable RuntimeException failure;
    private @Nullable RuntimeException broken;

    /** @param question called by several threads, and by the reader */
    public Prefetch(Iterator<T> things, Question<T, R> question) {
        this.things = things;
        this.question = question;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Prefetch::thread);
        // Threads end by themselves if the reader forgets to close.
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean hasNext() {
        if (broken != null) {
            throw broken;
        }
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

    /**
     * The next result and all small ones that are ready; empty at the end. A failure after the first result is thrown
     * by the next call.
     */
    public List<R> some() {
        List<R> answers = new ArrayList<>();
        if (hasNext()) {
            answers.add(next());
        }
        try {
            for (Asked<T, R> first = asked.peek();
                    first != null && first.answer().isDone() && !isLarge(first);
                    first = asked.peek()) {
                answer(asked.remove()).ifPresent(answers::add);
            }
        } catch (RuntimeException e) {
            broken = e;
        }
        return answers;
    }

    /** A failure here is thrown after the results of earlier requests. */
    private void ask() {
        try {
            while (failure == null && asked.size() < WINDOW && things.hasNext()) {
                T thing = things.next();
                asked.add(new Asked<>(thing, threads.submit(EventScope.current().bound(() -> answer(thing, SMALL)))));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private Optional<R> answer(T thing, int most) {
        return CallDeadline.within(deadline, () -> question.answer(thing, most));
    }

    private Optional<R> answer(Asked<T, R> one) {
        try {
            return one.answer.get();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while models were searched", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LimitExceededException) {
                return alone(one.thing);
            }
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

    private static boolean isLarge(Asked<?, ?> done) {
        try {
            done.answer().get();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof LimitExceededException;
        }
    }

    private Optional<R> alone(T thing) {
        try {
            return question.answer(thing, Store.MAX_DOCUMENT_BYTES);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Cancels what is under way. */
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
