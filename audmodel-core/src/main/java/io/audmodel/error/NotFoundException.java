package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The model or alias does not exist: the client asked every repository, and every one answered. An outage is never
 * reported as this, but as {@link RepositoriesUnavailableException}.
 */
public abstract sealed class NotFoundException extends AudModelException
        permits ModelNotFoundException, AliasNotFoundException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
