package io.audmodel.artifactory.standin;

/** What goes wrong with one request, so that a test sees how its program copes. */
public enum Disturbance {
    /** Nothing. */
    NONE(0),
    /** The server answers 503, and does nothing. */
    BUSY(503),
    /** The server answers 429, and does nothing. */
    LIMITED(429),
    /** The server answers 500, and does nothing. */
    BROKEN(500),
    /** The connection ends before anything was done. */
    NO_ANSWER(0),
    /** What was asked for is done, and the connection ends without an answer; a file comes as if nothing were wrong. */
    ANSWER_LOST(0),
    /** A file ends in the middle; other answers come whole. */
    CUT_OFF(0),
    /** What was asked for is done, and then nothing comes for two seconds: no answer, or not the rest of a file. */
    STALLED(0),
    /** One bit of each block of a file is another; other answers come whole. */
    WRONG_BYTE(0);

    private final int status;

    Disturbance(int status) {
        this.status = status;
    }

    /** What the server answers instead of doing what was asked for, or 0. */
    int status() {
        return status;
    }
}
