package io.audmodel.follow.poll;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that waits, by {@link System#nanoTime}, and one for each task that runs at the moment. */
final class TimerThreads implements CheckScheduler {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, TimerThreads::thread);
    private final ExecutorService workers = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), TimerThreads::thread);

    TimerThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Runnable in(long nanos, Runnable task) {
        Future<?> planned = timer.schedule(() -> workers.execute(task), nanos, TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
    }

    /** Without the context class loader of who happens to be first: that would be kept. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "audmodel-follow", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
