package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of all errors of signing and verifying. Unchecked, and a closed list: each kind stands for one thing that you can
 * do about it. Messages name the value, the rule and the way out, are one line of bounded length without control
 * characters, and never hold a private key or a password.
 */
public abstract sealed class SigningException extends RuntimeException
        permits ChangedFilesException,
                InvalidSignatureException,
                MalformedSignatureException,
                SignerFailedException,
                UnsignableFolderException,
                UnsupportedSignatureException,
                UntrustedSignatureException,
                UnusableKeyException,
                WrongModelException {

    private static final long serialVersionUID = 1L;

    SigningException(String message, @Nullable Throwable cause) {
        super(PlainText.line(message), cause);
    }

    /** Returns what is wrong, which rule says so, and what you can do about it; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
