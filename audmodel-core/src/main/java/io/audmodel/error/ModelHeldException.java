package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** A cached model cannot be removed, since a process holds it. Close what holds it, or end that process. */
public final class ModelHeldException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public ModelHeldException(String message) {
        this(message, null);
    }

    public ModelHeldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
