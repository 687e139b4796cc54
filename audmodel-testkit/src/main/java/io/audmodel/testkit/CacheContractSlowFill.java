package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A fill of the sample key on a thread of its own, which works until the test lets it finish. */
final class CacheContractSlowFill implements AutoCloseable {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final FutureTask<Path> task;

    CacheContractSlowFill(Cache cache) throws InterruptedException {
        task = new FutureTask<>(() -> cache.getOrFill(KEY, LONG, staging -> {
            writing("slow").fill(staging);
            begun.countDown();
            awaitEnd();
        }));
        start(task);
        assertThat(begun.await(60, SECONDS)).as("the filler was called").isTrue();
    }

    Path finish() throws Exception {
        end.countDown();
        return task.get(60, SECONDS);
    }

    @Override
    public void close() {
        end.countDown();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Thread start(FutureTask<?> task) {
        Thread thread = new Thread(task, "waiter");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).as("the thread waits").isTrue();
            Thread.onSpinWait();
        }
    }
}
