package io.audmodel.inventory;

import io.audmodel.backend.ObjectInfo;
import java.util.List;
import java.util.Optional;

/**
 * What a removal did. Immutable.
 *
 * @param removed the objects that are gone, in the order of their removal; fences and notices of its own do not count
 * @param kept why everything stayed; empty if the removal took place
 */
public record RemovalResult(List<ObjectInfo> removed, Optional<String> kept) {

    public RemovalResult {
        removed = List.copyOf(removed);
    }
}
