package io.audmodel.cache.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment at which waiting ends. */
final class WaitDeadline {

    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final long begin = System.nanoTime();
    private final long length;

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

    Duration waited() {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(elapsed()));
    }

    private long elapsed() {
        return System.nanoTime() - begin;
    }
}
