package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** Every repository answered, and none has the alias. */
public final class AliasNotFoundException extends NotFoundException {

    private static final long serialVersionUID = 1L;

    public AliasNotFoundException(String message) {
        this(message, null);
    }

    public AliasNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
