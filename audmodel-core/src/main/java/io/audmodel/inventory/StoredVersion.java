package io.audmodel.inventory;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.ModelKey;
import java.util.List;
import java.util.Optional;

/**
 * A visible version, as its repository lists it: one that has a header. Immutable.
 *
 * @param key its id and version
 * @param header the header
 * @param metadata the metadata document; empty if it is missing
 * @param signatures the signatures, by path
 */
public record StoredVersion(
        ModelKey key, ObjectInfo header, Optional<ObjectInfo> metadata, List<ObjectInfo> signatures) {

    public StoredVersion {
        signatures = List.copyOf(signatures);
    }
}
