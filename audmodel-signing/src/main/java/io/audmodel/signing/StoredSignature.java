package io.audmodel.signing;

import io.audmodel.backend.ObjectPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of a repository that is a signature by its name. Immutable. */
public final class StoredSignature {

    private final ObjectPath path;
    private final @Nullable SignatureBundle bundle;
    private final @Nullable SigningException problem;

    private StoredSignature(ObjectPath path, @Nullable SignatureBundle bundle, @Nullable SigningException problem) {
        this.path = path;
        this.bundle = bundle;
        this.problem = problem;
    }

    static StoredSignature readable(ObjectPath path, SignatureBundle bundle) {
        return new StoredSignature(path, bundle, null);
    }

    static StoredSignature unreadable(ObjectPath path, SigningException problem) {
        return new StoredSignature(path, null, problem);
    }

    /** Returns where it is in the repository. */
    public ObjectPath path() {
        return path;
    }

    /** Returns the signature, which nobody has verified; empty if it is none that can be read. */
    public Optional<SignatureBundle> bundle() {
        return Optional.ofNullable(bundle);
    }

    /** Returns why it is no signature that can be read; empty if it is one. */
    public Optional<SigningException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return path + (bundle == null ? ", which cannot be read" : ", a " + bundle);
    }
}
