package io.audmodel.archive.unpack;

import java.util.concurrent.TimeUnit;

/**
 * How many connections fetch one archive at a time. It begins with as many as there is room for, or fewer if the store is
 * near, since each brings bytes of its own where connections have a limit, and a moment with too many costs little where they
 * have none. Fewer when the server says
 * that it is busy, when the link turns out to be narrow, or when much less arrives than before; later twice as many as long as
 * that brings clearly more bytes a second. Used by one thread.
 */
final class Parallelism {

    /** Long enough for a new connection to bring something, and short beside a large archive. */
    static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(60);

    /**
     * What each connection brings in a window that tells something: on a narrow link a shorter one has some buffers or
     * none, by chance.
     */
    private static final long PIECE = 256 << 10;

    /** A link that needs longer is narrow: more connections would only share it. */
    private static final long LONGEST_WINDOW = TimeUnit.SECONDS.toNanos(1);

    /** Networks change: after so many windows another attempt is worth it. */
    private static final int PAUSE_WINDOWS = 50;

    /** One window with little has its reason in this process as often as in the network: the compiler, or another program. */
    private static final int POOR_WINDOWS = 2;

    private static final int FEWEST = 2;

    /** The part of what more connections could bring at best that is enough. */
    private static final double ENOUGH = 0.2;

    private final int narrow;
    private final int most;
    private final boolean isFixed;
    private int now;
    private int before;
    private boolean isTrial;
    private boolean isEachWorthIt;
    private int poorWindows;
    private int pauseWindows;
    private double rate;
    private boolean hasBegun;
    private long windowStart;
    private long windowBytes;
    private int pauses;
    private long pausedAt;

    /**
     * @param now how many there are at first
     * @param narrow how many are enough for a link that is narrow
     * @param most how many there may be; if {@code narrow} is no less, their number never changes
     */
    Parallelism(int now, int narrow, int most) {
        this.now = now;
        this.narrow = narrow;
        this.most = most;
        this.isFixed = narrow >= most;
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
                fewer(Math.max(FEWEST, now * 2 / 3));
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
                fewer(before);
                return;
            }
            isEachWorthIt = true;
        } else if (!isEnough && !isEachWorthIt) {
            now = Math.max(now, narrow);
            fewer(narrow);
        } else if (arrived < rate / 2 && ++poorWindows < POOR_WINDOWS) {
            return;
        } else if (arrived < rate / 2) {
            fewer(Math.max(narrow, now * 2 / 3));
        }
        poorWindows = 0;
        rate = arrived;
        if (pauseWindows > 0) {
            pauseWindows--;
        } else if (now < most && isEnough) {
            before = now;
            now = Math.min(most, 2 * now);
            isTrial = true;
        }
    }

    private void fewer(int number) {
        if (number < now) {
            now = number;
            isTrial = false;
            pauseWindows = PAUSE_WINDOWS;
        }
    }

    /** There is room for so many only. */
    void atMost(int possible) {
        fewer(possible);
    }
}
