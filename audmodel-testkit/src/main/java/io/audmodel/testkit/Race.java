package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a task on many threads at the same moment, and collects the outcomes. */
final class Race {

    private static final long MINUTES = 5;

    private Race() {}

    /** The task of each thread. */
    interface Task<T> {
        T run(int thread) throws Exception;
    }

    /** What one thread returned or threw. */
    record Outcome<T>(
            int thread, @Nullable T value, @Nullable Throwable failure) {

        boolean succeeded() {
            return failure == null;
        }
    }

    static <T> List<Outcome<T>> run(int threads, Task<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await(MINUTES, TimeUnit.MINUTES);
                    return task.run(number);
                }));
            }
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                outcomes.add(outcome(i, running.get(i)));
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    /** As {@link #run}, for tasks that must all succeed. */
    static <T> List<Outcome<T>> runAll(int threads, Task<T> task) {
        List<Outcome<T>> outcomes = run(threads, task);
        for (Outcome<T> outcome : outcomes) {
            if (outcome.failure() != null) {
                throw new AssertionError(
                        "thread " + outcome.thread() + " of " + threads + " failed", outcome.failure());
            }
        }
        return outcomes;
    }

    private static <T> Outcome<T> outcome(int thread, Future<T> future) {
        try {
            return new Outcome<>(thread, future.get(MINUTES, TimeUnit.MINUTES), null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokenBarrierException) {
                throw new AssertionError("the threads did not start together", e);
            }
            return new Outcome<>(thread, null, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("thread " + thread + " hangs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    static void assertOneWinner(List<? extends Outcome<?>> outcomes, Class<? extends Exception> loss) {
        assertThat(outcomes.stream().filter(Outcome::succeeded)).as("winners").hasSize(1);
        Stream<? extends Outcome<?>> losers = outcomes.stream().filter(outcome -> !outcome.succeeded());
        assertThat(losers.map(Outcome::failure))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(loss));
    }
}
