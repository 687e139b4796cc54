package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** The storage answered that it has no such bucket, repository or folder. */
public final class RepositoryNotFoundException extends BackendException {

    private static final long serialVersionUID = 1L;

    public RepositoryNotFoundException(Failure failure) {
        this(failure, null);
    }

    public RepositoryNotFoundException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
