package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** A conditional create found an object at its path. That object is unchanged. */
public final class ObjectExistsException extends BackendException {

    private static final long serialVersionUID = 1L;

    public ObjectExistsException(Failure failure) {
        this(failure, null);
    }

    public ObjectExistsException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
