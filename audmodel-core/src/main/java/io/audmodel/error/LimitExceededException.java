package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Content is larger, deeper or more numerous than the limits in force. Raise the limit if the content is trusted.
 */
public final class LimitExceededException extends CorruptContentException {

    private static final long serialVersionUID = 1L;

    public LimitExceededException(String message) {
        this(message, null);
    }

    public LimitExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
