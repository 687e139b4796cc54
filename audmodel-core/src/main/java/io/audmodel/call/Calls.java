package io.audmodel.call;

import io.audmodel.backend.Deadline;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The calls of one client, or of one view of it: each has a deadline, and what it asks of others is asked by a worker. */
public final class Calls {

    /** Of all clients. Its threads end by themselves, soon after they were needed. */
    private static final ExecutorService WORKERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), Calls::thread);

    private final Duration allowance;
    private final boolean isOffline;

    /** @param isOffline whether nobody is asked, so that nobody has to be waited for */
    public Calls(Duration allowance, boolean isOffline) {
        this.allowance = allowance;
        this.isOffline = isOffline;
    }

    /**
     * Makes a call; within another one it is a part of that.
     *
     * @param verb what it does, and to what, for messages
     */
    public <T> T run(String verb, Object object, Supplier<T> work) {
        return isOffline || Call.current().isPresent() ? work.get() : run(verb, object, deadline(), work);
    }

    /** As {@link #run}, by a deadline that other calls have a part in. */
    public static <T> T run(String verb, Object object, Deadline deadline, Supplier<T> work) {
        return Call.current().isPresent() ? deadline.over(work) : apart(verb + " " + object, deadline, work);
    }

    /** Does a part of a call that may take less time than the whole: it ends by itself, and the call goes on. */
    public static <T> T apart(String name, Deadline deadline, Supplier<T> work) {
        Call<T> call = new Call<>(name, deadline, work);
        WORKERS.execute(call);
        return call.await();
    }

    boolean isOffline() {
        return isOffline;
    }

    /** A deadline that begins now. */
    Deadline deadline() {
        return Deadline.in(allowance);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "audmodel-call", 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
