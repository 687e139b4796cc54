package io.audmodel;

import java.io.Serializable;
import java.util.List;

/**
 * The result of a prune.
 *
 * @param removed the removed models, in the order of their removal
 * @param kept the models that the rule selected, but that were used a moment ago, are in use, or may not be removed by
 *     this user
 * @param held those of the kept ones that somebody holds
 * @param bytesLeft bytes of the models that are left
 * @param bytesOfLeftovers bytes that killed processes had left beside the models; they are removed too
 * @param refusals one sentence for each model that could not be removed for another reason than its use
 */
public record PruneReport(
        List<CachedModel> removed,
        List<CachedModel> kept,
        List<CachedModel> held,
        long bytesLeft,
        long bytesOfLeftovers,
        List<String> refusals)
        implements Serializable {

    public PruneReport {
        refusals = List.copyOf(refusals);
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
        // Reports that earlier releases serialized have none.
        held = held == null ? List.of() : List.copyOf(held);
    }

    /** Returns how many bytes the prune freed: of removed models and of leftovers. */
    public long bytesFreed() {
        return bytesOfLeftovers + removed.stream().mapToLong(CachedModel::size).sum();
    }
}
