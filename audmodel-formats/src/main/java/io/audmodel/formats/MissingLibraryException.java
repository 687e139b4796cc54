package io.audmodel.formats;

import org.jspecify.annotations.Nullable;

/** A format needs a library that is not on the class path or module path. Add the jar that the message names. */
public final class MissingLibraryException extends FormatException {

    private static final long serialVersionUID = 1L;

    MissingLibraryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
