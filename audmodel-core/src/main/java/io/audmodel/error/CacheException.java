package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The cache folder cannot be read or written: for example, permissions are missing, the disk is full, or a file is
 * where a folder should be.
 */
public final class CacheException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public CacheException(String message) {
        this(message, null);
    }

    public CacheException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
