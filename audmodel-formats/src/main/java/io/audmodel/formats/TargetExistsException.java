package io.audmodel.formats;

import org.jspecify.annotations.Nullable;

/** What an export would write is there already. Nothing was changed: name another target, or remove it first. */
public final class TargetExistsException extends FormatException {

    private static final long serialVersionUID = 1L;

    TargetExistsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
