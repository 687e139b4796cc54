package io.audmodel.error;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Root of all errors that clients, backends and caches throw on purpose. Unchecked. The closed list of kinds is in this
 * package, and each kind stands for one thing that you can do about it; {@code audmodel-signing} and {@code
 * audmodel-formats} have lists of their own. Messages name the value, the rule and the way out, and never
 * hold a credential. A message is one line of bounded length, and has no control characters, whatever it quotes.
 */
public abstract class AudModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Kept here, since exceptions of other libraries cannot always be serialized, and the rest of an error can. */
    private transient @Nullable Throwable cause;

    AudModelException(String message, @Nullable Throwable cause) {
        super(PlainText.line(message), null);
        this.cause = cause;
    }

    /**
     * Returns the exception of another library, the JDK or this library that caused this one; null if there is none.
     * After serialization at least its text is left.
     */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // set once, before anybody else sees it
    public @Nullable Throwable getCause() {
        return cause;
    }

    /** Returns what is wrong, which rule says so, and what you can do about it; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Returns whether nobody answered, so that the same call may succeed later, and what was seen before may have to do. A
     * folder that is not mounted is a repository that is not there; a server with a certificate that is not trusted is there.
     */
    public final boolean isOutage() {
        return this instanceof UnavailableException && !isUntrusted()
                || this instanceof CallTimeoutException
                || this instanceof RepositoryNotFoundException
                || this instanceof RepositoriesUnavailableException all
                        && all.failures().stream().allMatch(AudModelException::isOutage);
    }

    private boolean isUntrusted() {
        return Stream.<Throwable>iterate(this, Objects::nonNull, Throwable::getCause)
                .anyMatch(CertificateException.class::isInstance);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(SerializableCause.of(cause));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        cause = (Throwable) in.readObject();
    }
}
