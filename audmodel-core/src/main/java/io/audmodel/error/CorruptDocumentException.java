package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A header, metadata or alias document breaks the format: it is no YAML, or has an unsafe tag, or a missing or wrong
 * field.
 */
public final class CorruptDocumentException extends CorruptContentException {

    private static final long serialVersionUID = 1L;

    public CorruptDocumentException(String message) {
        this(message, null);
    }

    public CorruptDocumentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
