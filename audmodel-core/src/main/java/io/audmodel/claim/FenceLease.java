package io.audmodel.claim;

import io.audmodel.store.Fence;
import java.time.Duration;

/** The time since a fence or notice was written, by the slower of two clocks: one stands still while a machine sleeps. */
final class FenceLease {

    private final long beginning = System.nanoTime();
    private final long began = System.currentTimeMillis();

    /** Whether others will respect it for long enough to send one more request. */
    boolean hasTime() {
        return passed().compareTo(Fence.LEASE.dividedBy(2)) < 0;
    }

    private Duration passed() {
        Duration steady = Duration.ofNanos(System.nanoTime() - beginning);
        Duration wall = Duration.ofMillis(System.currentTimeMillis() - began);
        return steady.compareTo(wall) > 0 ? steady : wall;
    }

    @Override
    public String toString() {
        return passed().toString();
    }
}
