package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** Stored content cannot be trusted or understood. Repeating the call helps only if the transfer was damaged. */
public abstract sealed class CorruptContentException extends AudModelException
        permits ChecksumMismatchException, CorruptArchiveException, CorruptDocumentException, LimitExceededException {

    private static final long serialVersionUID = 1L;

    CorruptContentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
