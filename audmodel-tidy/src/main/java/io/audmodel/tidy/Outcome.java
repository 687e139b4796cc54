package io.audmodel.tidy;

import io.audmodel.backend.ObjectPath;
import io.audmodel.inventory.RemovalResult;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last checks of one removal, and its note. */
final class Outcome {

    private final RemovalNotes notes;
    private @Nullable ObjectPath note;

    Outcome(RemovalNotes notes) {
        this.notes = notes;
    }

    /** Why nothing is to be removed; if there is no reason, the removal is noted. */
    Optional<String> unless(Supplier<Optional<String>> naming, Supplier<ObjectPath> noted) {
        Optional<String> reason = notes.refusal()
                .map(text -> "the repository refuses to be tidied: " + text)
                .or(naming);
        if (reason.isEmpty()) {
            note = noted.get();
        }
        return reason;
    }

    /** Takes the note back if everything stayed. */
    void settle(RemovalResult result) {
        if (note != null && result.kept().isPresent() && result.removed().isEmpty()) {
            notes.takeBack(note);
        }
    }
}
