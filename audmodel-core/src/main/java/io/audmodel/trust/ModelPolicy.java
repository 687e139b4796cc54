package io.audmodel.trust;

import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelKey;
import java.util.List;
import java.util.Set;

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
     * Returns the SHA-256 of what {@link #judge} would use: a client then computes them while the files arrive, where that
     * costs less. By default of nothing.
     *
     * @param key which model is asked for
     * @param signatures those that the evidence will have
     * @return the lengths of parts of files in bytes; {@link FileDigests#WHOLE_FILES} for whole files
     */
    default Set<Long> digestedParts(ModelKey key, List<ModelSignature> signatures) {
        return Set.of();
    }

    /**
     * Returns the rules as text: two policies with the same text let in the same models. A client remembers in its own cache
     * that a model was let in by these rules, and judges it anew when they change. Never a secret.
     */
    String rules();
}
