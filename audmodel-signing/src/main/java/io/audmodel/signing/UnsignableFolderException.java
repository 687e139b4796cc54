package io.audmodel.signing;

import org.jspecify.annotations.Nullable;

/**
 * A folder cannot be signed or verified as it is: a link, a device, a name that is no text, no file at all, or one that
 * cannot be read.
 */
public final class UnsignableFolderException extends SigningException {

    private static final long serialVersionUID = 1L;

    UnsignableFolderException(String message) {
        this(message, null);
    }

    UnsignableFolderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
