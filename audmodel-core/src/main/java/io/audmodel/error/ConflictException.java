package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A replace found another revision than the one it was based on, or none. Read again, decide again.
 */
public final class ConflictException extends BackendException {

    private static final long serialVersionUID = 1L;

    public ConflictException(Failure failure) {
        this(failure, null);
    }

    public ConflictException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
