package io.audmodel.tidy;

import io.audmodel.inventory.Remains;
import io.audmodel.inventory.RemovalResult;
import io.audmodel.inventory.RepositoryInventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One look at what nobody can see, and its removal. */
final class Sweep {

    private final RepositoryInventory inventory;
    private final AliasNames names;
    private final RemovalNotes notes;
    private final Duration grace;
    private final List<Remains> removed = new ArrayList<>();
    private final List<KeptVersion> kept = new ArrayList<>();

    Sweep(RepositoryInventory inventory, AliasNames names, RemovalNotes notes, Duration grace) {
        this.inventory = inventory;
        this.names = names;
        this.notes = notes;
        this.grace = grace;
    }

    SweepReport find() {
        for (Remains remains : inventory.remains()) {
            Optional<String> reason = inventory.reprieve(remains, grace).or(() -> naming(remains));
            reason.ifPresentOrElse(why -> kept.add(new KeptVersion(remains.key(), why)), () -> removed.add(remains));
        }
        return new SweepReport(inventory.place(), false, removed, kept, notes.refusal());
    }

    SweepReport apply() {
        for (Remains remains : inventory.remains()) {
            Outcome outcome = new Outcome(notes);
            Optional<String> reason = inventory.reprieve(remains, grace).or(() -> naming(remains));
            RemovalResult result = reason.isPresent()
                    ? new RemovalResult(List.of(), reason)
                    : inventory.remove(
                            remains, grace, () -> outcome.unless(() -> namingNow(remains), () -> notes.swept(remains)));
            outcome.settle(result);
            if (!result.removed().isEmpty() || result.kept().isEmpty()) {
                removed.add(remains);
            }
            result.kept().ifPresent(why -> kept.add(new KeptVersion(remains.key(), why)));
        }
        return new SweepReport(inventory.place(), true, removed, kept, Optional.empty());
    }

    private Optional<String> namingNow(Remains remains) {
        names.refresh();
        return naming(remains);
    }

    /** What is beside a visible version belongs to nobody, and aliases name the version. */
    private Optional<String> naming(Remains remains) {
        return remains.isVisible() ? Optional.empty() : names.naming(remains.key(), inventory);
    }
}
