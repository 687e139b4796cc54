package io.audmodel.tidy;

import io.audmodel.inventory.Remains;
import io.audmodel.model.RepositoryAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep found, and removed. Immutable.
 *
 * @param place the repository
 * @param isApplied whether it removed something; otherwise it only looked
 * @param removed what is gone; of a sweep that only looked, what would go
 * @param kept what stays: it is too young, or an alias names it
 * @param refusal why the repository refuses to be tidied; empty if it does not
 */
public record SweepReport(
        RepositoryAddress place,
        boolean isApplied,
        List<Remains> removed,
        List<KeptVersion> kept,
        Optional<String> refusal) {

    public SweepReport {
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }

    /** Returns how many bytes the removed objects have, or had. */
    public long bytes() {
        return removed.stream().mapToLong(Remains::bytes).sum();
    }
}
