package io.audmodel.call;

import io.audmodel.backend.Deadline;
import java.time.Duration;
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

    /** @param isOffline whether the client is offline, so that no call has to wait */
    public Calls(Duration allowance, boolean isOffline) {
        this.allowance = allowance;
        this.isOffline = isOffline;
    }

    /**
     * Runs a call; within another call it is a part of that.
     *
     * @param verb what the call does, for messages; the object is what it does it to
     */
    public <T> T run(String verb, Object object, Supplier<T> work) {
        return isOffline || Call.current().isPresent() ? work.get() : run(verb, object, deadline(), work);
    }

    /** As {@link #run}, with a deadline that other calls share. */
    public static <T> T run(String verb, Object object, Deadline deadline, Supplier<T> work) {
        return Call.current().isPresent() ? deadline.over(work) : apart(verb + " " + object, deadline, work);
    }

    /** Runs a part of a call with less time than the whole: when it ends, the call continues. */
    public static <T> T apart(String name, Deadline deadline, Supplier<T> work) {
        Call<T> call = new Call<>(name, deadline, work);
        WORKERS.execute(call);
        return call.await();
    }

    boolean isOffline() {
        return isOffline;
    }

    /** A deadline that starts now. */
    Deadline deadline() {
        return Deadline.in(allowance);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "audmodel-call", 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
