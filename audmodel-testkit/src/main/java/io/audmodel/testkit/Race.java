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

/** Many threads that begin at the same moment, and what became of each. */
final class Race {

    private static final long MINUTES = 5;

    private Race() {}

    /** What one thread does. */
    interface Lane<T> {
        T run(int lane) throws Exception;
    }

    /** What one thread returned or threw. */
    record Outcome<T>(int lane, @Nullable T value, @Nullable Throwable failure) {

        boolean succeeded() {
            return failure == null;
        }
    }

    static <T> List<Outcome<T>> run(int lanes, Lane<T> lane) {
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try {
            CyclicBarrier start = new CyclicBarrier(lanes);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < lanes; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await(MINUTES, TimeUnit.MINUTES);
                    return lane.run(number);
                }));
            }
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (int i = 0; i < lanes; i++) {
                outcomes.add(outcome(i, running.get(i)));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Like {@link #run}, for lanes that must all succeed. */
    static <T> List<Outcome<T>> runAll(int lanes, Lane<T> lane) {
        List<Outcome<T>> outcomes = run(lanes, lane);
        for (Outcome<T> outcome : outcomes) {
            if (outcome.failure() != null) {
                throw new AssertionError("thread " + outcome.lane() + " of " + lanes + " failed", outcome.failure());
            }
        }
        return outcomes;
    }

    private static <T> Outcome<T> outcome(int lane, Future<T> future) {
        try {
            return new Outcome<>(lane, future.get(MINUTES, TimeUnit.MINUTES), null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokenBarrierException) {
                throw new AssertionError("the threads did not start together", e);
            }
            return new Outcome<>(lane, null, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("thread " + lane + " hangs", e);
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
