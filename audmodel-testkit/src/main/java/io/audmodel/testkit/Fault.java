package io.audmodel.testkit;

/** What can go wrong with one request on its way through a {@link FaultProxy}. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** The answer comes a moment later. */
    LATENCY,
    /** The connection is reset before the request reaches the server. */
    RESET,
    /** The body of the answer breaks off. */
    CUT,
    /** One bit of the body of the answer is wrong. */
    FLIP,
    /** The body of the answer is shorter than the object, and its length says so. */
    SHRINK,
    /** The body of the answer is longer than the object, and its length says so. */
    GROW,
    /** The body of the answer stops coming, and the connection stays. */
    STALL,
    /** The answer comes in small pieces. */
    TRICKLE,
    /** The body of the answer comes byte by byte, so slowly that only somebody who never gives up sees its end. */
    CRAWL,
    /** The headers of the answer that hold a checksum or an ETag hold another one, and the body is as it was. */
    WRONG_CHECKSUM,
    /** 500, and the server has never heard of the request. */
    ERROR_500,
    /** 503, and the server has never heard of the request. */
    BUSY_503,
    /** 429, and the server has never heard of the request. */
    BUSY_429,
    /** The server does as it is told, and its answer is lost. */
    LOST_ANSWER;

    /** Whether the server gets the request. */
    boolean reachesTheServer() {
        return switch (this) {
            case RESET, ERROR_500, BUSY_503, BUSY_429 -> false;
            default -> true;
        };
    }
}
