package io.audmodel.cache.local;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The moment at which waiting ends, and the pauses until then. */
final class WaitDeadline {

    private static final Duration LONGEST = Duration.ofDays(10_000);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final long begin = System.nanoTime();
    private final long length;
    private long pause = TimeUnit.MILLISECONDS.toNanos(1);

    /** @param timeout the time to wait, bounded to 0 and 10,000 days */
    WaitDeadline(Duration timeout) {
        Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        this.length = bounded.isNegative() ? 0 : bounded.toNanos();
    }

    /** The remaining time in nanoseconds, at least 0. */
    long remaining() {
        return Math.max(0, length - elapsed());
    }

    boolean isOver() {
        return remaining() == 0;
    }

    /** Waits a moment before the next try, longer from one to the next, and not beyond the end. */
    void pause() throws InterruptedException {
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
        TimeUnit.NANOSECONDS.sleep(Math.min(jittered, remaining()));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
    }

    Duration waited() {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(elapsed()));
    }

    private long elapsed() {
        return System.nanoTime() - begin;
    }
}
