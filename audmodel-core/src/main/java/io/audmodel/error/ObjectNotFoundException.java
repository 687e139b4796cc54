package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The repository answered that it has no such object.
 */
public final class ObjectNotFoundException extends BackendException {

    private static final long serialVersionUID = 1L;

    public ObjectNotFoundException(Failure failure) {
        this(failure, null);
    }

    public ObjectNotFoundException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
