package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The storage failed for a reason that a retry does not remove, such as a full disk or an answer that breaks the
 * protocol.
 */
public final class StorageException extends BackendException {

    private static final long serialVersionUID = 1L;

    public StorageException(Failure failure) {
        this(failure, null);
    }

    public StorageException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
