package io.audmodel.cache.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads take one step at a time, in a given order: a thread that reaches {@link #step} or {@link #await} waits
 * there until it is its turn. Serves one run.
 */
final class Turns {

    /** What one thread does. */
    interface Task {
        void run() throws Exception;
    }

    private static final class Runner {
        private final Semaphore turn = new Semaphore(0);
        private BooleanSupplier mayGo = () -> true;
        private boolean isDone;
    }

    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1;
    }

    private final List<Runner> runners = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private final StringBuilder order = new StringBuilder();
    private Runner current = new Runner();
    private boolean isOver;
    private @Nullable Throwable failure;

    /**
     * Runs all tasks, each in a thread of its own.
     *
     * @param choice from the number of threads that could go to the one that goes, counted from 0
     * @return what a task threw, or that none of them could continue; null if they all came to their end
     */
    @Nullable
    Throwable run(Executor threads, List<Task> tasks, IntUnaryOperator choice) throws InterruptedException {
        for (Task task : tasks) {
            Runner runner = new Runner();
            runners.add(runner);
            threads.execute(() -> run(runner, task));
            // Nobody notices what it does before its first step.
            go(runner);
        }
        while (failure == null && !isOver) {
            List<Runner> ready = runners.stream()
                    .filter(runner -> !runner.isDone && runner.mayGo.getAsBoolean())
                    .toList();
            if (ready.isEmpty()) {
                isOver = true;
                failure = runners.stream().allMatch(runner -> runner.isDone)
                        ? null
                        : new AssertionError("threads wait for each other");
            } else {
                go(ready.get(choice.applyAsInt(ready.size())));
            }
        }
        isOver = true;
        for (Runner runner : runners) {
            if (!runner.isDone) {
                go(runner);
            }
        }
        return failure;
    }

    /** The threads by number, in the order of their steps. */
    String order() {
        return order.toString();
    }

    /** Something that other threads notice comes next. */
    void step() {
        await(() -> true, false);
    }

    /**
     * Waits for a condition.
     *
     * @param mayGiveUp whether it may be this thread's turn without it
     * @return whether the condition holds
     */
    boolean await(BooleanSupplier condition, boolean mayGiveUp) {
        requireGoingOn();
        Runner runner = current;
        runner.mayGo = mayGiveUp ? () -> true : condition;
        back.release();
        runner.turn.acquireUninterruptibly();
        requireGoingOn();
        return condition.getAsBoolean();
    }

    private void requireGoingOn() {
        if (isOver) {
            throw new Abandoned();
        }
    }

    private void go(Runner runner) throws InterruptedException {
        order.append(runners.indexOf(runner));
        current = runner;
        runner.turn.release();
        back.acquire();
    }

    private void run(Runner runner, Task task) {
        runner.turn.acquireUninterruptibly();
        try {
            if (!isOver) {
                task.run();
            }
        } catch (Abandoned e) {
            // Somebody else has failed.
            return;
        } catch (Throwable e) {
            failure = e;
        } finally {
            runner.isDone = true;
            back.release();
        }
    }
}
