package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.local.SteppedTable.WaitMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The table of locks in every order of its steps, which are the calls of its map and of its locks, for two threads that
 * enter once, and in random orders for three that enter twice. What is random begins with {@code audmodel.seed}, which the
 * message names. The full run: {@code -Daudmodel.orders.scenarios=100 -Daudmodel.orders.runs=1000}.
 */
@Tag("reliability")
class ThreadLocksOrderTest {

    private static final Path[] FILES = {Path.of("/cache/3e120e8d/.1.0.0.lock"), Path.of("/cache/3e120e8d/.2.0.0.lock")
    };
    private static final WaitMode[] ALL = WaitMode.values();

    private record Visit(int file, WaitMode mode) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int runs;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void acquire_inEveryOrder_letsOneThreadIn_andLeavesNothing(TestReporter reporter) throws Exception {
        assertThat(firstFailureOfAll(SteppedTable::real, 2)).isEmpty();
        reporter.publishEntry("orders", Integer.toString(runs));
    }

    @Test
    void acquire_inRandomOrders_letsOneThreadIn_andLeavesNothing(TestReporter reporter) throws Exception {
        assertThat(firstFailureAtRandom(SteppedTable::real)).isEmpty();
        reporter.publishEntry("orders", Integer.toString(runs));
    }

    @Test
    void tableThatForgetsALockInUse_isFoundOut() throws Exception {
        assertThat(firstFailureOfAll(SteppedTable::forgetful, 3))
                .get()
                .asString()
                .contains("two threads are inside");
        assertThat(firstFailureAtRandom(SteppedTable::forgetful))
                .get()
                .asString()
                .contains("two threads are inside");
    }

    @Test
    void tableThatKeepsWhatNobodyWants_isFoundOut() throws Exception {
        assertThat(firstFailureOfAll(SteppedTable::hoarding, 2))
                .get()
                .asString()
                .contains("locks are left");
        assertThat(firstFailureAtRandom(SteppedTable::hoarding))
                .get()
                .asString()
                .contains("locks are left");
    }

    /** Each thread enters once; the threads are alike, so that only which kinds there are matters. */
    private Optional<String> firstFailureOfAll(Function<Turns, SteppedTable> table, int count) throws Exception {
        for (List<List<Visit>> visits : kinds(count, 0)) {
            EveryOrder every = new EveryOrder();
            do {
                Optional<String> failure = failure(table, visits, every);
                if (failure.isPresent()) {
                    return failure;
                }
            } while (every.next());
        }
        return Optional.empty();
    }

    private Optional<String> firstFailureAtRandom(Function<Turns, SteppedTable> table) throws Exception {
        long seed = Long.getLong("audmodel.seed", 20_261_123);
        Random random = new Random(seed);
        for (int i = 0; i < Integer.getInteger("audmodel.orders.scenarios", 20); i++) {
            List<List<Visit>> visits = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                visits.add(List.of(visit(random), visit(random)));
            }
            for (int j = 0; j < Integer.getInteger("audmodel.orders.runs", 100); j++) {
                Optional<String> failure = failure(table, visits, random::nextInt);
                if (failure.isPresent()) {
                    return failure.map(text -> "-Daudmodel.seed=" + seed + ": " + text);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> failure(
            Function<Turns, SteppedTable> source, List<List<Visit>> visits, IntUnaryOperator choice)
            throws InterruptedException {
        runs++;
        Turns turns = new Turns();
        SteppedTable table = source.apply(turns);
        boolean[] isInside = new boolean[FILES.length];
        List<Turns.Task> tasks = new ArrayList<>();
        for (List<Visit> visit : visits) {
            tasks.add(() -> {
                for (Visit next : visit) {
                    enter(table, next, isInside, turns);
                }
            });
        }
        @Nullable Throwable failure = turns.run(threads, tasks, choice);
        if (failure == null && table.size() != 0) {
            failure = new AssertionError(table.size() + " locks are left");
        }
        return Optional.ofNullable(failure).map(reason -> visits + " in the order " + turns.order() + ": " + reason);
    }

    private static void enter(SteppedTable table, Visit visit, boolean[] isInside, Turns turns) throws Exception {
        SteppedTable.WAIT_MODE.set(visit.mode());
        Optional<? extends AutoCloseable> lock;
        try {
            lock = table.acquire(FILES[visit.file()], new WaitDeadline(Duration.ofDays(1)));
        } catch (InterruptedException e) {
            // What this visit is about.
            return;
        }
        if (lock.isPresent()) {
            try (AutoCloseable held = lock.get()) {
                if (isInside[visit.file()]) {
                    throw new AssertionError("two threads are inside");
                }
                isInside[visit.file()] = true;
                turns.step();
                isInside[visit.file()] = false;
            }
        } else if (visit.mode() == WaitMode.WAITS) {
            throw new AssertionError("a thread that waits was sent away");
        }
    }

    private static Visit visit(Random random) {
        // The second file is there to be left in peace.
        return new Visit(random.nextInt(5) / 4, ALL[random.nextInt(ALL.length)]);
    }

    private static List<List<List<Visit>>> kinds(int count, int first) {
        if (count == 0) {
            return List.of(List.of());
        }
        List<List<List<Visit>>> all = new ArrayList<>();
        for (int kind = first; kind < ALL.length; kind++) {
            for (List<List<Visit>> rest : kinds(count - 1, kind)) {
                List<List<Visit>> visits = new ArrayList<>(rest);
                visits.add(List.of(new Visit(0, ALL[kind])));
                all.add(visits);
            }
        }
        return all;
    }

    /** Each series of choices once: the last one that can be changed is. */
    private static final class EveryOrder implements IntUnaryOperator {

        private final List<Integer> choices = new ArrayList<>();
        private final List<Integer> bounds = new ArrayList<>();
        private int at;

        @Override
        public int applyAsInt(int bound) {
            if (at == choices.size()) {
                choices.add(0);
                bounds.add(bound);
            }
            return choices.get(at++);
        }

        boolean next() {
            at = 0;
            while (!choices.isEmpty()) {
                int last = choices.size() - 1;
                if (choices.get(last) + 1 < bounds.get(last)) {
                    choices.set(last, choices.get(last) + 1);
                    return true;
                }
                choices.remove(last);
                bounds.remove(last);
            }
            return false;
        }
    }
}
