package io.audmodel.follow.poll;

/** Runs tasks later. Thread-safe. */
interface CheckScheduler extends AutoCloseable {

    /**
     * Runs a task once, after this time, on a thread where it may take long.
     *
     * @return cancels the task if it has not begun
     */
    Runnable in(long nanos, Runnable task);

    /** Runs nothing more. Does not wait for tasks that run. */
    @Override
    void close();
}
