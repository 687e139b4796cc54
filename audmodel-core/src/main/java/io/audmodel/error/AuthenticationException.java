package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * The storage does not accept the credentials: they are wrong, missing or expired, or the clock of this machine differs
 * too much.
 */
public final class AuthenticationException extends BackendException {

    private static final long serialVersionUID = 1L;

    public AuthenticationException(Failure failure) {
        this(failure, null);
    }

    public AuthenticationException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
