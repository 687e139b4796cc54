package io.audmodel.it.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;

/**
 * Lets one of several threads run at a time, from one call to a store to its next, in an order that a test chooses: a
 * thread that is not chosen stands still there as a process does that was stopped or killed.
 */
final class Turns {

    private static final long SECONDS = 60;

    private enum State {
        RUNNING,
        WAITING,
        ENDED
    }

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final State[] states;

    Turns(int threads) {
        states = new State[threads];
        for (int i = 0; i < threads; i++) {
            states[i] = State.RUNNING;
        }
    }

    /** Called by a thread before each of its steps: waits until it is chosen. */
    void step(int thread) {
        lock.lock();
        try {
            states[thread] = State.WAITING;
            changed.signalAll();
            await(() -> states[thread] == State.RUNNING);
        } finally {
            lock.unlock();
        }
    }

    /** Called by a thread that has no more steps. */
    void end(int thread) {
        lock.lock();
        try {
            states[thread] = State.ENDED;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the threads run until all have ended.
     *
     * @param choice chooses by number one of so many that wait
     * @param afterEach is run whenever all stand still
     */
    void play(IntUnaryOperator choice, Runnable afterEach) {
        List<Integer> waiting = standing();
        while (!waiting.isEmpty()) {
            lock.lock();
            try {
                states[waiting.get(choice.applyAsInt(waiting.size()))] = State.RUNNING;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            waiting = standing();
            afterEach.run();
        }
    }

    /** Waits until no thread is between two steps; returns those that have not ended. */
    private List<Integer> standing() {
        lock.lock();
        try {
            await(() -> !List.of(states).contains(State.RUNNING));
            List<Integer> waiting = new ArrayList<>();
            for (int i = 0; i < states.length; i++) {
                if (states[i] == State.WAITING) {
                    waiting.add(i);
                }
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void await(Quiescence condition) {
        long left = TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (!condition.holds()) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    throw new IllegalStateException("no thread continued within " + SECONDS + " seconds");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a test held a thread up", e);
        }
    }

    private interface Quiescence {
        boolean holds();
    }
}
