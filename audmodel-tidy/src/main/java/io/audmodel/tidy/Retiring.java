package io.audmodel.tidy;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.CorruptContentException;
import io.audmodel.inventory.RemovalResult;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.inventory.StoredHeader;
import io.audmodel.model.ModelKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One application of a plan. */
final class Retiring {

    private final RepositoryInventory inventory;
    private final AliasNames names;
    private final RemovalNotes notes;
    private final Selection selection;
    private final List<ModelKey> retired = new ArrayList<>();
    private final List<ModelKey> absent = new ArrayList<>();
    private final List<KeptVersion> kept = new ArrayList<>();
    private long bytes;

    Retiring(RepositoryInventory inventory, AliasNames names, RemovalNotes notes, Duration grace) {
        this.inventory = inventory;
        this.names = names;
        this.notes = notes;
        this.selection = new Selection(inventory, names, grace);
    }

    RetireReport apply(RetirePlan plan) {
        selection.look(plan.keep(), plan.olderThan());
        plan.retired().forEach(entry -> apply(entry, plan));
        return new RetireReport(inventory.place(), retired, absent, kept, bytes);
    }

    private void apply(PlannedRetirement entry, RetirePlan plan) {
        ModelKey key = entry.key();
        try {
            Optional<StoredHeader> header = inventory.header(key);
            if (header.isEmpty()) {
                absent.add(key);
                return;
            }
            objection(entry, header.get())
                    .or(() -> retire(entry, header.get(), plan))
                    .ifPresent(reason -> kept.add(new KeptVersion(key, reason)));
        } catch (CorruptContentException e) {
            kept.add(new KeptVersion(key, "its header cannot be read: " + e.getMessage()));
        }
    }

    private Optional<String> objection(PlannedRetirement entry, StoredHeader header) {
        return header.checksum().equals(entry.header())
                ? selection.objection(entry.key())
                : Optional.of("it has another header than when the plan was made");
    }

    /** Returns why it stayed all the same. */
    private Optional<String> retire(PlannedRetirement entry, StoredHeader header, RetirePlan plan) {
        ModelKey key = entry.key();
        Outcome outcome = new Outcome(notes);
        RemovalResult result = inventory.retire(
                key, header, () -> outcome.unless(() -> naming(key), () -> notes.retired(entry, plan)));
        outcome.settle(result);
        if (result.kept().isEmpty()) {
            retired.add(key);
        }
        bytes += result.removed().stream().mapToLong(ObjectInfo::size).sum();
        return result.kept();
    }

    private Optional<String> naming(ModelKey key) {
        names.refresh();
        return names.naming(key, inventory);
    }
}
