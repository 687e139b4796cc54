package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** A model with this id exists already. Published models are immutable: publish another version. */
public final class AlreadyExistsException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public AlreadyExistsException(String message) {
        this(message, null);
    }

    public AlreadyExistsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
