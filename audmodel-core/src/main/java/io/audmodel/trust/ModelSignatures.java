package io.audmodel.trust;

import io.audmodel.error.LimitExceededException;
import io.audmodel.error.ModelNotFoundException;
import java.util.List;

/**
 * The signatures of a model in the repository that has it: one object for each signer, beside the header, where the Python
 * package does not look. So a model can be signed after it was published, and by several people. Each call asks the
 * repository, and throws what all calls of a client throw. Thread-safe.
 */
public interface ModelSignatures {

    /** How many are listed: anybody who may write to the repository can put more there, and can remove any of them. */
    int MAX_SIGNATURES = 64;

    /**
     * Lists the signatures in the order of their marks, up to {@link #MAX_SIGNATURES} of them. Nobody has verified them.
     *
     * @throws ModelNotFoundException if there is no such model
     * @throws LimitExceededException if they have together more than an eighth of the heap
     */
    List<ModelSignature> list();

    /**
     * Stores a signature, in place of the one with its mark. Nothing of it is verified.
     *
     * @throws ModelNotFoundException if there is no such model
     */
    void put(ModelSignature signature);

    /**
     * Removes the signature with this mark, if there is one. Clients that have loaded the model keep it: they checked the
     * signatures then.
     *
     * @throws ModelNotFoundException if there is no such model
     */
    void remove(String mark);
}
