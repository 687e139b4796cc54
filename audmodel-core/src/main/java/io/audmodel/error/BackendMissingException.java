package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * No jar on the class path provides the backend or the cache that the call needs. The message names the jar to
 * add.
 */
public final class BackendMissingException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public BackendMissingException(String message) {
        this(message, null);
    }

    public BackendMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
