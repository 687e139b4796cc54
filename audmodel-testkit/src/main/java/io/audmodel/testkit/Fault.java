package io.audmodel.testkit;

/** A fault of one request on its way through a {@link FaultProxy}. */
public enum Fault {
    /** No fault. */
    NONE,
    /** The answer is delayed. */
    LATENCY,
    /** The connection is reset before the request reaches the server. */
    RESET,
    /** The body of the answer is cut. */
    CUT,
    /** One bit of the body of the answer is wrong. */
    FLIP,
    /** The body of the answer is shorter than the object, and its length says so. */
    SHRINK,
    /** The body of the answer is longer than the object, and its length says so. */
    GROW,
    /** The body of the answer stops, and the connection stays open. */
    STALL,
    /** The answer comes in small pieces. */
    TRICKLE,
    /** The body of the answer comes byte by byte, so slowly that a client with timeouts gives up. */
    CRAWL,
    /** The headers of the answer have another checksum or ETag; the body is unchanged. */
    WRONG_CHECKSUM,
    /** Status 500; the server does not get the request. */
    ERROR_500,
    /** Status 503; the server does not get the request. */
    BUSY_503,
    /** Status 429; the server does not get the request. */
    BUSY_429,
    /** The server executes the request, and its answer is lost. */
    LOST_ANSWER;

    /** Whether the server gets the request. */
    boolean reachesTheServer() {
        return switch (this) {
            case RESET, ERROR_500, BUSY_503, BUSY_429 -> false;
            default -> true;
        };
    }
}
