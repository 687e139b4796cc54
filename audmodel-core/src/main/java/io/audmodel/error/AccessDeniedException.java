package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** The storage accepts the credentials and refuses the operation: a permission is missing. */
public final class AccessDeniedException extends BackendException {

    private static final long serialVersionUID = 1L;

    public AccessDeniedException(Failure failure) {
        this(failure, null);
    }

    public AccessDeniedException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
