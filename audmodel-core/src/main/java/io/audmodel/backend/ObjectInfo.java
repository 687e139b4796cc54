package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store tells of an object without its bytes being read.
 */
public final class ObjectInfo {

    private final ObjectPath path;
    private final long size;
    private final Instant modified;
    private final @Nullable Checksum checksum;
    private final @Nullable Revision revision;

    /**
     * @param size length in bytes
     * @param modified when the object was last written, as far as the store knows
     * @param checksum the MD5 of the whole content, or null where the store would have to read it to tell
     * @param revision what {@link PutMode#replace} takes, or null in listings, and where the store has no
     *     {@link Capability#COMPARE_AND_SET}
     */
    public ObjectInfo(
            ObjectPath path, long size, Instant modified, @Nullable Checksum checksum, @Nullable Revision revision) {
        this.path = path;
        this.size = size;
        this.modified = modified;
        this.checksum = checksum;
        this.revision = revision;
    }

    public ObjectPath path() {
        return path;
    }

    /** Length in bytes. */
    public long size() {
        return size;
    }

    /** When the object was last written, as far as the store knows. */
    public Instant modified() {
        return modified;
    }

    /** The MD5 of the whole content; empty where the store would have to read it to tell. */
    public Optional<Checksum> checksum() {
        return Optional.ofNullable(checksum);
    }

    /** What {@link PutMode#replace} takes; empty in listings, and where the store cannot compare and set. */
    public Optional<Revision> revision() {
        return Optional.ofNullable(revision);
    }

    @Override
    public String toString() {
        return path + " (" + size + " bytes)";
    }
}
