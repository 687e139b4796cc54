package io.audmodel.formats;

import org.jspecify.annotations.Nullable;

/** The format cannot hold the model as it is. Nothing was written: choose another format, as the message says. */
public final class UnexportableModelException extends FormatException {

    private static final long serialVersionUID = 1L;

    UnexportableModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
