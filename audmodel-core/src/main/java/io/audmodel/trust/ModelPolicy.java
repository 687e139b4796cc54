package io.audmodel.trust;

import io.audmodel.error.UntrustedModelException;
import java.util.List;

/**
 * What a client requires of a model before it lets anybody use it, such as signatures by certain keys. A client asks it
 * with the files as they are about to enter its cache, or as they are in a cache to which others may write. Implementations
 * are thread-safe.
 */
public interface ModelPolicy {

    /**
     * Judges a model.
     *
     * @return who vouches for the model, and until when that holds
     * @throws UntrustedModelException if the model does not meet the policy; the message says what was found, what is
     *     required and what to do
     */
    Approval judge(ModelEvidence evidence);

    /**
     * Returns whether {@link #judge} would use the SHA-256 of whole files: a client then computes those of large files while
     * they arrive. By default it would not.
     *
     * @param signatures those that the evidence will have
     */
    default boolean usesDigests(List<ModelSignature> signatures) {
        return false;
    }

    /**
     * Returns the rules as text: two policies with the same text let in the same models. A client remembers in its own cache
     * that a model was let in by these rules, and judges it anew when they change. Never a secret.
     */
    String rules();
}
