package io.audmodel.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything this library throws on purpose. Unchecked; the closed list of kinds is in this package, and each
 * kind stands for one thing a caller can do about it. Messages name the value, the rule and the way out, and never hold
 * a credential. A message is one line of bounded length, and has no control characters, whatever it quotes.
 */
public abstract class AudModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AudModelException(String message, @Nullable Throwable cause) {
        super(PlainText.line(message), cause);
    }

    /** What is wrong, by which rule, and what can be done about it; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
