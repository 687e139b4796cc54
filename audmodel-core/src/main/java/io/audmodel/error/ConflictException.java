package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A conditional replace found another revision than the expected one, or no object. Read the object again, and decide
 * anew.
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
