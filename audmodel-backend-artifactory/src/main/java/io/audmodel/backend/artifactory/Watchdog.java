package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Aborts a request that waits too long. The timeout of a socket restarts with each byte, and does not apply to writes,
 * so that a server which sends a header byte by byte, or does not read a request, would hold a thread within one call
 * of the HTTP client for ever. Used by one thread; a thread of the JDK watches the time.
 */
final class Watchdog {

    private final Duration limit;
    private final Runnable abort;
    private volatile long since = System.nanoTime();
    private volatile boolean waiting = true;
    private volatile boolean stopped;
    private volatile boolean barked;
    private volatile CompletableFuture<Boolean> timer = CompletableFuture.completedFuture(false);

    /**
     * Starts watching.
     *
     * @param limit the longest time without progress
     * @param abort ends the request, from another thread
     */
    Watchdog(Duration limit, Runnable abort) {
        this.limit = limit;
        this.abort = abort;
    }

    Watchdog start() {
        lookAfter(limit.toNanos());
        return this;
    }

    /** A wait begins. */
    void begin() {
        since = System.nanoTime();
        waiting = true;
    }

    /** The wait has ended. */
    void end() {
        waiting = false;
    }

    /** The request has ended. */
    void stop() {
        stopped = true;
        timer.complete(false);
    }

    /** The failure, with the reason if it was an abort. */
    IOException explained(IOException failure) {
        return barked ? new IOException("the request made no progress within " + limit, failure) : failure;
    }

    private void lookAfter(long nanos) {
        CompletableFuture<Boolean> next = new CompletableFuture<Boolean>()
                // Unlike a delayed task, this is taken out of the JDK's queue when the request ends before.
                .completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS);
        timer = next;
        CompletableFuture<Void> unused = next.thenAccept(isTime -> {
            if (isTime) {
                look();
            }
        });
        if (stopped) {
            next.complete(false);
        }
    }

    private void look() {
        long left = waiting ? since + limit.toNanos() - System.nanoTime() : limit.toNanos();
        if (stopped) {
            return;
        }
        if (left <= 0) {
            barked = true;
            abort.run();
        } else {
            lookAfter(left);
        }
    }
}
