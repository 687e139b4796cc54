package io.audmodel.call;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.event.delivery.EventScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call that a worker thread runs while its caller waits. So the caller is free when the call timeout ends, whatever
 * the work waits for. Only the worker is interrupted here, so interrupts of the caller are its own. Work that cannot be
 * interrupted is abandoned, and begins nothing more.
 */
public final class Call<T> implements Runnable {

    private static final ThreadLocal<@Nullable Call<?>> CURRENT = new ThreadLocal<>();
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

    /** An end may come nearer, as that of a wait for a lock does when the lock is free: so often it is looked at again. */
    private static final int LOOKS_IN_A_GRACE = 4;

    private static final long SHORTEST_LOOK = TimeUnit.MILLISECONDS.toNanos(1);

    private static final String MORE_TIME = "; allow it more with callTimeout (AUDMODEL_CALL_TIMEOUT), or";

    /** Marks the end of the work. */
    private enum End implements Runnable {
        END;

        @Override
        public void run() {}
    }

    private final String name;
    private final Supplier<T> work;
    private final CallDeadline deadline;
    private final boolean mayTakeLonger;
    private final Duration grace;
    private final EventScope events = EventScope.current();
    private final Thread caller = Thread.currentThread();
    private final @Nullable ClassLoader loader = caller.getContextClassLoader();

    /** Tasks that the caller runs meanwhile. */
    private final BlockingQueue<Runnable> errands = new LinkedBlockingQueue<>();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread worker;
    private boolean stopped;
    private boolean left;

    /** The progress that the worker reported last. */
    private long told;

    private @Nullable T result;
    private @Nullable Throwable failure;
    private boolean interruptedItself;

    /**
     * @param name for messages, such as {@code load 3e120e8d-1.0.0}
     * @param mayTakeLonger whether a longer call timeout would give it more time
     */
    Call(String name, CallDeadline deadline, boolean mayTakeLonger, Supplier<T> work) {
        this.name = name;
        this.work = work;
        this.deadline = deadline;
        this.mayTakeLonger = mayTakeLonger;
        this.grace = grace(deadline.remaining());
        this.stopped = caller.isInterrupted();
    }

    /** How long a worker may take to clean up: with all that comes on top, less than a tenth of the time. */
    static Duration grace(Duration time) {
        Duration share = time.dividedBy(20);
        return share.compareTo(LONGEST_GRACE) < 0 ? share : LONGEST_GRACE;
    }

    /** The call whose worker this thread is. */
    public static Optional<Call<?>> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(before + " for " + caller.getName());
        thread.setContextClassLoader(loader);
        CURRENT.set(this);
        began(thread);
        try {
            result = events.over(() -> deadline.over(work));
        } catch (Throwable e) { // of whatever kind: the caller gets it
            failure = e;
        } finally {
            ended();
            CURRENT.remove();
            thread.setContextClassLoader(null);
            thread.setName(before);
        }
    }

    private void began(Thread thread) {
        lock.lock();
        try {
            worker = thread;
            if (stopped) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            worker = null;
            interruptedItself = Thread.interrupted() && !stopped;
        } finally {
            lock.unlock();
        }
        errands.add(End.END);
    }

    private void stop() {
        lock.lock();
        try {
            stopped = true;
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reports progress, which postpones the deadline. For the worker.
     *
     * @param done bytes since the work or a part of it began
     * @param sent whether the bytes were handed to a backend, which may still have to send them; otherwise they arrived
     */
    public void passed(long done, boolean sent) {
        long bytes = done < told ? done : done - told;
        told = done;
        if (sent) {
            deadline.handedOver(bytes);
        } else {
            deadline.moved(bytes);
        }
    }

    /** Runs a task on the caller's thread, waits for it, and throws what it throws. For the worker. */
    public void atCaller(Runnable errand) {
        FutureTask<Boolean> task = new FutureTask<>(errand, true);
        lock.lock();
        try {
            task = left ? cancelled(task) : task;
            errands.add(task);
        } finally {
            lock.unlock();
        }
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while the caller received the progress of " + name, e);
        } catch (CancellationException e) {
            throw new CallTimeoutException("the time of the call is over", e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static FutureTask<Boolean> cancelled(FutureTask<Boolean> task) {
        task.cancel(false);
        return task;
    }

    /** Waits for the end of the work, at most until a moment after the deadline. For the caller, once. */
    public T await() {
        boolean interrupted = false;
        boolean over = false;
        String waited = "";
        long end = 0;
        long look = Math.max(SHORTEST_LOOK, grace.toNanos() / LOOKS_IN_A_GRACE);
        while (true) {
            try {
                long time = over
                        ? end - System.nanoTime()
                        : Math.min(look, deadline.remaining().toNanos());
                Runnable errand = errands.poll(time, TimeUnit.NANOSECONDS);
                if (errand == End.END) {
                    break;
                }
                if (errand != null) {
                    errand.run();
                }
                if (over && System.nanoTime() - end >= 0) {
                    leave();
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            }
            if (!over && deadline.isOver()) {
                over = true;
                waited = waited();
                end = System.nanoTime() + grace.toNanos();
                deadline.expire();
                stop();
            }
        }
        if (interrupted || interruptedItself) {
            caller.interrupt();
        }
        return outcome(over, interrupted, over ? waited : waited());
    }

    private String waited() {
        return deadline.waitedFor().map(what -> ": it waited for " + what).orElse("");
    }

    private T outcome(boolean over, boolean interrupted, String waited) {
        Throwable thrown = failure;
        if (interrupted && (left || over && thrown != null)) {
            throw new CancelledException(name + " was interrupted, and did not end" + waited, thrown);
        }
        if (left || over && thrown != null || thrown instanceof CallTimeoutException) {
            throw new CallTimeoutException(
                    name + " did not end within its time, " + deadline.age() + waited
                            + (mayTakeLonger ? MORE_TIME : ":") + " see why nobody answers",
                    thrown);
        }
        if (thrown != null) {
            throw thrown(thrown);
        }
        return Objects.requireNonNull(result);
    }

    private void leave() {
        lock.lock();
        try {
            left = true;
            errands.forEach(errand -> {
                if (errand instanceof FutureTask<?> task) {
                    task.cancel(false);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Turns a failure of the worker into one of the caller, whose stack traces show both the failure and the call. */
    private static RuntimeException thrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof AudModelException ours) {
            ours.setStackTrace(
                    Stream.concat(Arrays.stream(ours.getStackTrace()), Arrays.stream(new Throwable().getStackTrace()))
                            .toArray(StackTraceElement[]::new));
        }
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }
}
