package io.audmodel;

import java.io.Serializable;
import java.util.List;

/**
 * What a prune did.
 *
 * @param removed what is gone, in the order in which it went
 * @param kept what would have gone by the rule, but was used a moment ago, is being worked on, or may not be removed
 *     by this user
 * @param bytesLeft what the models take that are left
 * @param bytesOfLeftovers what killed processes had left beside the models; it is gone too
 * @param refusals why those of the kept could not be removed that nobody uses or works on, each in a sentence
 */
public record PruneReport(
        List<CachedModel> removed, List<CachedModel> kept, long bytesLeft, long bytesOfLeftovers, List<String> refusals)
        implements Serializable {

    public PruneReport {
        refusals = List.copyOf(refusals);
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }

    /** What the removed models and the leftovers took. */
    public long bytesFreed() {
        return bytesOfLeftovers + removed.stream().mapToLong(CachedModel::size).sum();
    }
}
