package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The storage cannot be reached or is overloaded. Nothing was changed; the same call may succeed later.
 */
public final class UnavailableException extends BackendException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(Failure failure) {
        this(failure, null);
    }

    public UnavailableException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
