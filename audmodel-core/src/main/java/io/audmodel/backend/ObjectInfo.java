package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a store knows of an object without reading its bytes. Immutable. */
public final class ObjectInfo {

    private final ObjectPath path;
    private final long size;
    private final Instant modified;
    private final @Nullable Checksum checksum;
    private final @Nullable Revision revision;

    /**
     * @param size its length in bytes
     * @param modified when the object was last written, as far as the store knows
     * @param checksum the MD5 of the whole content, or null if the store would have to read the content for it
     * @param revision the revision for {@link PutMode#replace}; null in listings, and if the store has no {@link
     *     Capability#COMPARE_AND_SET}
     */
    public ObjectInfo(
            ObjectPath path, long size, Instant modified, @Nullable Checksum checksum, @Nullable Revision revision) {
        this.path = path;
        this.size = size;
        this.modified = modified;
        this.checksum = checksum;
        this.revision = revision;
    }

    /** Returns where the object is in its repository. */
    public ObjectPath path() {
        return path;
    }

    /** Returns the length in bytes. */
    public long size() {
        return size;
    }

    /** Returns when the object was last written, as far as the store knows. */
    public Instant modified() {
        return modified;
    }

    /** Returns the MD5 of the whole content; empty if the store would have to read the content for it. */
    public Optional<Checksum> checksum() {
        return Optional.ofNullable(checksum);
    }

    /** Returns the revision for {@link PutMode#replace}; empty in listings, and if the store cannot compare and set. */
    public Optional<Revision> revision() {
        return Optional.ofNullable(revision);
    }

    @Override
    public String toString() {
        return path + " (" + size + " bytes)";
    }
}
