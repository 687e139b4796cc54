package io.audmodel.formats;

import org.jspecify.annotations.Nullable;

/** A file or folder on the local disk cannot be read or written: permissions are missing, or the disk is full. Correct it, or choose another folder. */
public final class LocalFileException extends FormatException {

    private static final long serialVersionUID = 1L;

    LocalFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
