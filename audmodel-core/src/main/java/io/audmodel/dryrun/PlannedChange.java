package io.audmodel.dryrun;

import io.audmodel.backend.ObjectPath;
import io.audmodel.model.RepositoryAddress;

/**
 * One object of a repository that would be another one. Immutable.
 *
 * @param place the repository
 * @param kind what would become of the object
 * @param path the object
 * @param bytes its length afterwards; before, if it would be deleted
 */
public record PlannedChange(RepositoryAddress place, Kind kind, ObjectPath path, long bytes) {

    /** What would become of an object. */
    public enum Kind {
        /** It would be new. */
        CREATE,
        /** Another content would be in its place, or the same once more. */
        REPLACE,
        /** It would be gone. */
        DELETE
    }

    /** Returns what would be done, as words that follow "would". */
    @Override
    public String toString() {
        String verb = switch (kind) {
            case CREATE -> "write ";
            case REPLACE -> "replace ";
            case DELETE -> "delete ";
        };
        return verb + path + " in " + place + ", " + bytes + " bytes";
    }
}
