package io.audmodel.it.call;

import io.audmodel.testkit.FaultyBackend.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a backend may do to its callers that never ends by itself. */
enum BackendFault {
    STAT_HANGS(Operation.STAT, Way.HANGS),
    STAT_IS_DEAF(Operation.STAT, Way.IS_DEAF),
    GET_HANGS(Operation.GET, Way.HANGS),
    GET_IS_DEAF(Operation.GET, Way.IS_DEAF),
    PUT_HANGS(Operation.PUT, Way.HANGS),
    PUT_IS_DEAF(Operation.PUT, Way.IS_DEAF),
    LIST_HANGS(Operation.LIST, Way.HANGS),
    LIST_IS_DEAF(Operation.LIST, Way.IS_DEAF),
    DELETE_HANGS(Operation.DELETE, Way.HANGS),
    DELETE_IS_DEAF(Operation.DELETE, Way.IS_DEAF),
    ALL_HANG(null, Way.HANGS),
    ALL_ARE_DEAF(null, Way.IS_DEAF),
    CAPABILITIES_HANG(null, Way.OTHER),
    /** The answer comes, and the first half of the bytes. */
    BODY_STALLS(Operation.GET, Way.BODY),
    BODY_STALLS_AND_IS_DEAF(Operation.GET, Way.BODY),
    BODY_CRAWLS(Operation.GET, Way.BODY),
    BODY_CRAWLS_AND_IS_DEAF(Operation.GET, Way.BODY),
    BODY_NEVER_ENDS(Operation.GET, Way.BODY),
    BODY_IS_EMPTY_READS(Operation.GET, Way.BODY),
    BODY_DOES_NOT_CLOSE(Operation.GET, Way.BODY),
    LIST_REPEATS_ITSELF(Operation.LIST, Way.LISTING),
    LIST_GOES_ON_AND_ON(Operation.LIST, Way.LISTING),
    LIST_GOES_DEEPER_AND_DEEPER(Operation.LIST, Way.LISTING),
    LIST_CRAWLS(Operation.LIST, Way.LISTING),
    LIST_STALLS(Operation.LIST, Way.LISTING),
    LIST_STALLS_AND_IS_DEAF(Operation.LIST, Way.LISTING),
    LIST_DOES_NOT_CLOSE(Operation.LIST, Way.LISTING),
    /** Nothing is stored, and nobody can say so. */
    PUT_IS_UNKNOWN(Operation.PUT, Way.OTHER),
    PUT_IS_DONE_AND_UNKNOWN(Operation.PUT, Way.OTHER),
    PUT_IS_ALWAYS_LATE(Operation.PUT, Way.OTHER),
    PUT_ALWAYS_MEETS_ANOTHER(Operation.PUT, Way.OTHER),
    /** Says that it is done. */
    PUT_DOES_NOTHING(Operation.PUT, Way.OTHER),
    DELETE_DOES_NOTHING(Operation.DELETE, Way.OTHER),
    ALL_ARE_SLOW(null, Way.OTHER);

    /** What happens to an operation. */
    enum Way {
        /** No answer comes; an interrupt ends it. */
        HANGS,
        /** No answer comes, and interrupts are ignored. */
        IS_DEAF,
        /** The bytes are at fault. */
        BODY,
        /** The steps of a listing are. */
        LISTING,
        OTHER
    }

    private final @Nullable Operation operation;
    private final Way way;

    BackendFault(@Nullable Operation operation, Way way) {
        this.operation = operation;
        this.way = way;
    }

    Way way() {
        return way;
    }

    boolean concerns(Operation other) {
        return operation == null || operation == other;
    }

    /** Whether a call that meets it gets no answer, so that only the deadline can end it. */
    boolean isSilence() {
        return way == Way.HANGS || way == Way.IS_DEAF;
    }

    /** The operation that it concerns alone. */
    Optional<Operation> operation() {
        return Optional.ofNullable(operation);
    }
}
