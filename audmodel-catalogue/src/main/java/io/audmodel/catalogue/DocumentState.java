package io.audmodel.catalogue;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.inventory.RepositoryInventory;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells by a listing alone whether an object has changed: by its length and time of modification.
 *
 * <p>Stores count time in steps, of a second in S3. An object that was written just before it is listed can change once more
 * without another time, so that its state is not to be compared with: it is {@link #UNSETTLED}.
 */
final class DocumentState {

    /** The state of an object that has to be read again in any case. */
    static final String UNSETTLED = "";

    /** More than a step of any store, and what its clock is estimated wrong. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Instant settled;

    private DocumentState(Instant settled) {
        this.settled = settled;
    }

    /** For what a repository lists from now until later; the client's clock may be a fixed one. */
    static DocumentState asOf(RepositoryInventory inventory, Instant now) {
        return new DocumentState(now.plus(inventory.clockAhead()).minus(STEP));
    }

    String of(ObjectInfo object) {
        return object.modified().isBefore(settled) ? object.size() + "@" + object.modified() : UNSETTLED;
    }

    /** Whether nothing has changed between two states. */
    static boolean isUnchanged(String earlier, String now) {
        return !earlier.isEmpty() && earlier.equals(now);
    }
}
