package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Another publish of this id is under way, or was interrupted. Try again later; or, if you know that no such publish is
 * running, publish with {@code takeOver()}. This is no {@link AlreadyExistsException}, since the model may never become
 * visible.
 */
public final class PublishInProgressException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public PublishInProgressException(String message) {
        this(message, null);
    }

    public PublishInProgressException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
