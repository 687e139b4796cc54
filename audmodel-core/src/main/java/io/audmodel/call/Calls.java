package io.audmodel.call;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.delivery.HitEvent;
import io.audmodel.event.delivery.ReportedCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The calls of one client or view: each has a deadline, and a worker sends its requests. */
public final class Calls {

    /** Shared by all clients. Idle threads end by themselves. */
    private static final ExecutorService WORKERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), Calls::thread);

    private final Duration allowance;
    private final boolean isOffline;
    private final EventHub events;

    /**
     * @param isOffline whether the client is offline, so that no call has to wait
     * @param events where each call is reported
     */
    public Calls(Duration allowance, boolean isOffline, EventHub events) {
        this.allowance = allowance;
        this.isOffline = isOffline;
        this.events = events;
    }

    /**
     * Runs a call; within another call it is a part of that.
     *
     * @param method of the client, for messages; the object is what it is for
     */
    public <T> T run(String method, Object object, Supplier<T> work) {
        return events.isHeard()
                ? events.call(method, object, () -> ask(method, object, work))
                : ask(method, object, work);
    }

    /**
     * Runs a call that may need no request.
     *
     * @param atHand returns what the calling thread has without waiting; if it is empty, a worker does the work
     */
    public <T> T run(String method, Object object, Supplier<Optional<T>> atHand, Supplier<T> work) {
        Supplier<T> whole = () -> atHand.get().orElseGet(() -> ask(method, object, work));
        return events.isHeard() ? events.call(method, object, whole) : whole.get();
    }

    /**
     * As {@link #run(String, Object, Supplier, Supplier)}.
     *
     * @param hit makes the event that tells of what was at hand
     */
    public <S, T> T run(String method, S object, Supplier<Optional<T>> atHand, HitEvent<S> hit, Supplier<T> work) {
        if (events.isHeard()) {
            return events.call(method, object, atHand, hit, () -> ask(method, object, work));
        }
        Optional<T> result = atHand.get();
        return result.isPresent() ? result.get() : ask(method, object, work);
    }

    private <T> T ask(String method, Object object, Supplier<T> work) {
        return isOffline || Call.current().isPresent() ? work.get() : run(method, object, deadline(), work);
    }

    /** As {@link #run}, with a deadline that other calls share. */
    public static <T> T run(String method, Object object, CallDeadline deadline, Supplier<T> work) {
        return Call.current().isPresent() ? deadline.over(work) : apart(method + " " + object, deadline, work);
    }

    /** Runs a part of a call with less time than the whole: when it ends, the call continues. */
    public static <T> T apart(String name, CallDeadline deadline, Supplier<T> work) {
        return begin(name, deadline, true, work).await();
    }

    /**
     * As {@link #apart}, and does not wait for it: the caller does so by {@link Call#await}.
     *
     * @param mayTakeLonger whether a longer call timeout would give it more time
     */
    public static <T> Call<T> begin(String name, CallDeadline deadline, boolean mayTakeLonger, Supplier<T> work) {
        Call<T> call = new Call<>(name, deadline, mayTakeLonger, work);
        WORKERS.execute(call);
        return call;
    }

    /** Begins to report a call in steps. */
    ReportedCall reported(String method, Object object) {
        return events.begin(method, object);
    }

    boolean isOffline() {
        return isOffline;
    }

    /** A deadline that starts now. */
    CallDeadline deadline() {
        return CallDeadline.in(allowance);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "audmodel-call", 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
