package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** A write was sent and its answer was lost: the write may or may not have happened. Read before you write again. */
public final class OutcomeUnknownException extends BackendException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(Failure failure) {
        this(failure, null);
    }

    public OutcomeUnknownException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
