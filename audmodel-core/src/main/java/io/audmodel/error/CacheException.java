package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The cache folder cannot be read or written: missing rights, a full disk, a file where a folder should be.
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
