package io.audmodel.archive.unpack;

import java.util.concurrent.TimeUnit;

/**
 * How many connections fetch one archive at a time: twice as many as long as that brings clearly more bytes a second, as
 * it does where each connection has a limit of its own; else as many as before, since more would only share the same.
 * Fewer when much less arrives than before, or the server says that it is busy. Used by one thread.
 */
final class Parallelism {

    /** Long enough for a new connection to bring something, and short beside a large archive. */
    static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(60);

    /**
     * What each connection brings in a window that tells something: on a narrow link a shorter one has some buffers or
     * none, by chance.
     */
    private static final long PIECE = 256 << 10;

    /** A link that needs longer is too narrow to be worth more connections. */
    private static final long LONGEST_WINDOW = TimeUnit.SECONDS.toNanos(1);

    /** Networks change: after so many windows another attempt is worth it. */
    private static final int PAUSE_WINDOWS = 50;

    private static final int FEWEST = 2;

    /** The part of what more connections could bring at best that is enough. */
    private static final double ENOUGH = 0.2;

    private final int most;
    private final boolean isFixed;
    private int now;
    private int before;
    private boolean isTrial;
    private int pauseWindows;
    private double rate;
    private boolean hasBegun;
    private long windowStart;
    private long windowBytes;
    private int pauses;
    private long pausedAt;

    /**
     * @param now how many there are at first
     * @param most how many there may be; if these are no more, their number never changes
     */
    Parallelism(int now, int most) {
        this.now = now;
        this.most = most;
        this.isFixed = now >= most;
        this.before = now;
    }

    /**
     * @param nanos the time
     * @param bytes what has arrived in all
     * @param paused how many requests had to wait for another attempt in all
     * @return how many there shall be from now on
     */
    int at(long nanos, long bytes, int paused) {
        if (isFixed) {
            return now;
        }
        if (paused > pauses) {
            // Those that were refused together tell the same.
            if (pauses == 0 || nanos - pausedAt >= WINDOW) {
                pausedAt = nanos;
                slower();
                // That fewer connections bring less is no reason for even fewer.
                rate = 0;
            }
            pauses = paused;
        }
        long arrived = bytes - windowBytes;
        long taken = nanos - windowStart;
        boolean isEnough = taken >= WINDOW && arrived >= now * PIECE;
        // What arrived while the first connections were made tells nothing.
        if (!hasBegun && bytes > 0 || hasBegun && (isEnough || taken >= LONGEST_WINDOW)) {
            if (hasBegun) {
                judge(arrived / (double) taken, isEnough);
            }
            hasBegun = true;
            windowStart = nanos;
            windowBytes = bytes;
        }
        return now;
    }

    private void judge(double arrived, boolean isEnough) {
        if (isTrial) {
            isTrial = false;
            double hoped = rate * now / before;
            if (arrived < rate + ENOUGH * (hoped - rate)) {
                now = before;
                pauseWindows = PAUSE_WINDOWS;
                return;
            }
        } else if (arrived < rate / 2) {
            slower();
        }
        rate = arrived;
        if (pauseWindows > 0) {
            pauseWindows--;
        } else if (now < most && isEnough) {
            before = now;
            now = Math.min(most, 2 * now);
            isTrial = true;
        }
    }

    private void slower() {
        if (now > FEWEST) {
            now = Math.max(FEWEST, now * 2 / 3);
            isTrial = false;
            pauseWindows = PAUSE_WINDOWS;
        }
    }

    /** There is room for so many only. */
    void atMost(int possible) {
        if (possible < now) {
            now = possible;
            isTrial = false;
            pauseWindows = PAUSE_WINDOWS;
        }
    }
}
