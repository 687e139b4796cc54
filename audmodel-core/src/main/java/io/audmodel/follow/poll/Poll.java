package io.audmodel.follow.poll;

import io.audmodel.error.CancelledException;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one reference, which its followers share. The next one is planned when one has ended, so that neither a
 * slow check nor a machine that slept makes several run at once, or one right after another.
 */
final class Poll {

    /** How far the time between two checks may be off, so that those of many processes do not meet. */
    private static final double JITTER = 0.1;

    private final ModelRef ref;
    private final ModelSource source;
    private final CheckScheduler scheduler;
    private final DoubleSupplier random;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Stoppable question = new Stoppable();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<PollingFollower> followers = new ArrayList<>();

    /** Ends with the next check that begins. */
    private CompletableFuture<Boolean> next = new CompletableFuture<>();

    private Runnable cancellation = () -> {};

    /** The number of the planned check: one that was replaced does not run, even if it could not be cancelled. */
    private long planned;

    private @Nullable Thread worker;
    private boolean isWantedAgain;

    /** @param random supplies numbers from 0 to 1 */
    Poll(ModelRef ref, ModelSource source, CheckScheduler scheduler, DoubleSupplier random) {
        this.ref = ref;
        this.source = source;
        this.scheduler = scheduler;
        this.random = random;
    }

    /** Adds a follower; checks that have begun do not count for it, since it may know more than they do. */
    void join(PollingFollower follower) {
        lock.lock();
        try {
            boolean isFastest = followers.stream().allMatch(other -> follower.every() < other.every());
            followers.add(follower);
            if (isFastest && worker == null) {
                plan(later());
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return whether nobody is left, so that the poll has ended */
    boolean leave(PollingFollower follower) {
        lock.lock();
        try {
            followers.remove(follower);
            if (!followers.isEmpty()) {
                return false;
            }
            cancellation.run();
            planned++;
            question.stop();
            next.complete(false);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a check that begins after this call, and waits for its end. */
    void checkNow() {
        CompletableFuture<Boolean> check;
        lock.lock();
        try {
            if (followers.isEmpty() || worker == Thread.currentThread()) {
                return;
            }
            check = next;
            if (worker != null) {
                isWantedAgain = true;
            } else {
                plan(0);
            }
        } finally {
            lock.unlock();
        }
        try {
            check.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while " + ref + " was checked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void plan(long nanos) {
        cancellation.run();
        long number = ++planned;
        cancellation = scheduler.in(nanos, () -> run(number));
    }

    private long later() {
        long every = followers.stream().mapToLong(PollingFollower::every).min().orElseThrow();
        return (long) (every * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
    }

    private void run(long number) {
        Thread thread = Thread.currentThread();
        List<PollingFollower> present;
        CompletableFuture<Boolean> end;
        lock.lock();
        try {
            if (number != planned) {
                return;
            }
            worker = thread;
            present = List.copyOf(followers);
            end = next;
            next = new CompletableFuture<>();
        } finally {
            lock.unlock();
        }
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            check(present);
        } finally {
            thread.setContextClassLoader(before);
            ended();
            end.complete(true);
        }
    }

    private void ended() {
        lock.lock();
        try {
            worker = null;
            if (!followers.isEmpty()) {
                plan(isWantedAgain ? 0 : later());
            }
            isWantedAgain = false;
        } finally {
            lock.unlock();
        }
    }

    private void check(List<PollingFollower> present) {
        UnaryOperator<ExactRef> answer;
        try {
            answer = question.run(() -> source.ask(ref));
        } catch (Throwable e) { // of whatever kind: it must not end the following
            present.forEach(follower -> follower.failed(e));
            return;
        }
        present.forEach(follower -> follower.check(answer));
    }
}
