package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Content is larger, deeper or more numerous than the limits allow. If you trust the content, raise the limit that the
 * message names.
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
