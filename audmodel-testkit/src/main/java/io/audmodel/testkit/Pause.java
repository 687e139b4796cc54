package io.audmodel.testkit;

import io.audmodel.error.CancelledException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds a call to a {@link FaultyBackend} until the test resumes it. */
public final class Pause implements Consumer<FaultyBackend.Call> {

    private static final long MINUTES = 2;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);

    /** Waits until the call has reached this point. */
    public void awaitReached() {
        await(reached);
    }

    /** Resumes the call; later calls are not held. */
    public void resume() {
        resumed.countDown();
    }

    @Override
    public void accept(FaultyBackend.Call call) {
        reached.countDown();
        await(resumed);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("no call came within " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the thread was interrupted while a test held it", e);
        }
    }
}
