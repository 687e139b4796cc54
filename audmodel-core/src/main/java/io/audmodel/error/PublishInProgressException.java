package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else publishes a model with this id, or such a publish broke off. Try again later; or, if you know that nobody
 * is at work, publish with {@code takeOver()}. No kind of {@link AlreadyExistsException}: there may never be such a model.
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
