package io.audmodel.fetch;

import io.audmodel.backend.Deadline;
import io.audmodel.error.CancelledException;
import io.audmodel.error.LimitExceededException;
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
 * Asks for many things at once, a few ahead of who reads the answers, in order. Memory is bounded, whatever the number and
 * the size of the things: so many small ones are under way as the window has room for, and one large one alone. Not
 * thread-safe; whoever does not read to the end closes it.
 */
public final class Prefetch<T, R> implements Iterator<R>, AutoCloseable {

    private static final int THREADS = 16;
    private static final int WINDOW = 64;

    /** What a document can take of the heap for each of its bytes, at the worst: one of empty mappings. */
    private static final int VALUES_PER_BYTE = 50;

    /**
     * A document of more bytes is a large one. All that are under way take a quarter of the heap at the most, and are
     * read at once as long as they are what documents are.
     */
    static final int SMALL = (int) Math.min(256 << 10, Runtime.getRuntime().maxMemory() / 4 / VALUES_PER_BYTE / WINDOW);

    /** What is asked. */
    @FunctionalInterface
    public interface Question<T, R> {

        /**
         * Answers; those without an answer are left out.
         *
         * @param most no document of more bytes may be read
         * @throws LimitExceededException if there is one: it is asked again then, alone, and may have as many as documents
         *     have at the most
         */
        Optional<R> answer(T thing, int most);
    }

    private record Asked<T, R>(T thing, Future<Optional<R>> answer) {}

    private final Iterator<T> things;
    private final Question<T, R> question;
    private final ThreadPoolExecutor threads;
    private final Optional<Deadline> deadline = Deadline.current();
    private final Deque<Asked<T, R>> asked = new ArrayDeque<>();
    private @Nullable R next;
    private @Nullable RuntimeException failure;
    private @Nullable RuntimeException broken;

    /** @param question asked by several threads, and by the one that reads */
    public Prefetch(Iterator<T> things, Question<T, R> question) {
        this.things = things;
        this.question = question;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Prefetch::thread);
        // Whoever forgets to close keeps no thread for it.
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
     * The next answer and all small ones that are there already; none at the end. What fails then is thrown by the next
     * call.
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

    /** What fails here is thrown after the answers to what was asked before. */
    private void ask() {
        try {
            while (failure == null && asked.size() < WINDOW && things.hasNext()) {
                T thing = things.next();
                asked.add(new Asked<>(thing, threads.submit(() -> answer(thing, SMALL))));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private Optional<R> answer(T thing, int most) {
        return deadline.isPresent()
                ? deadline.get().over(() -> question.answer(thing, most))
                : question.answer(thing, most);
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
