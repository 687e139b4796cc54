package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The received content is not the stored one: length or checksum differ. Documents and small archives were requested
 * three times. None of it reached the cache.
 */
public final class ChecksumMismatchException extends CorruptContentException {

    private static final long serialVersionUID = 1L;

    public ChecksumMismatchException(String message) {
        this(message, null);
    }

    public ChecksumMismatchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
