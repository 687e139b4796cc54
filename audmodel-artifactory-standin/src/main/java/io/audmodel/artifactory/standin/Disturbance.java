package io.audmodel.artifactory.standin;

/** A fault of one request, for tests of programs that have to cope with it. */
public enum Disturbance {
    /** No fault. */
    NONE(0),
    /** The server answers 503, and does not execute the request. */
    BUSY(503),
    /** The server answers 429, and does not execute the request. */
    LIMITED(429),
    /** The server answers 500, and does not execute the request. */
    BROKEN(500),
    /** The connection ends before the request is executed. */
    NO_ANSWER(0),
    /** The server executes the request, and the connection ends without an answer; a download is not affected. */
    ANSWER_LOST(0),
    /** A download ends in the middle; other answers are not affected. */
    CUT_OFF(0),
    /**
     * The server executes the request, and then sends nothing for two seconds: no answer, or not the rest of a
     * download.
     */
    STALLED(0),
    /** One bit of each block of a download is wrong; other answers are not affected. */
    WRONG_BYTE(0),
    /** A redirected download leads to an expired address; other requests are not affected. */
    EXPIRED(0);

    private final int status;

    Disturbance(int status) {
        this.status = status;
    }

    /** The status that the server answers instead of executing the request, or 0. */
    int status() {
        return status;
    }
}
