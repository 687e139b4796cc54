package io.audmodel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command clean up when the process gets a signal to end: its thread is interrupted, which cancels the command,
 * and the process waits for it. A second Ctrl-C changes nothing; SIGKILL does not wait.
 */
final class Interruption {

    private static final long GRACE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);

    private Interruption() {}

    /** Watches this thread until {@link #over} is called. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.cancel(worker), "audmodel-cancel"));
        return interruption;
    }

    /** The work is done, and the process may end. */
    void over() {
        over.countDown();
    }

    private void cancel(Thread worker) {
        if (over.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            over.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
