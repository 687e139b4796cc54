package io.audmodel.it;

import java.util.Random;

/** What can go wrong with one request. */
enum ServerFault {
    NONE(0),
    BUSY(503),
    LIMITED(429),
    BROKEN(500),
    /** The connection ends before anything was done. */
    NO_ANSWER(0),
    /** What was asked for is done, and the connection ends. */
    ANSWER_LOST(0),
    /** The body ends in the middle. */
    CUT_OFF(0),
    /** What was asked for is done, and then nothing comes for longer than anybody waits, in the middle of a body maybe. */
    STALLED(0),
    /** A bit of the body is another. */
    WRONG_BYTE(0);

    private final int status;

    ServerFault(int status) {
        this.status = status;
    }

    /** What the server answers instead of doing what was asked for, or 0. */
    int status() {
        return status;
    }

    /** One of them, and {@link #NONE} in so many of a hundred cases. */
    static ServerFault random(Random random, int healthy) {
        return random.nextInt(100) < healthy ? NONE : values()[1 + random.nextInt(values().length - 1)];
    }
}
