package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * An archive is damaged or hostile: it is unreadable, or has names that leave the folder, links, duplicates or wrong
 * sizes.
 */
public final class CorruptArchiveException extends CorruptContentException {

    private static final long serialVersionUID = 1L;

    public CorruptArchiveException(String message) {
        this(message, null);
    }

    public CorruptArchiveException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
