package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** Every repository answered, and none has the model. */
public final class ModelNotFoundException extends NotFoundException {

    private static final long serialVersionUID = 1L;

    public ModelNotFoundException(String message) {
        this(message, null);
    }

    public ModelNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
