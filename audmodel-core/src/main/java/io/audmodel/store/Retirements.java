package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.ModelKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The notices of those who are about to retire a version, beside its header. */
public final class Retirements {

    private Retirements() {}

    /**
     * What one listing shows.
     *
     * @param isVisible whether the version has a header
     * @param notices those that count: the others are older than their lease
     */
    public record At(boolean isVisible, List<ObjectInfo> notices) {

        /** One of the notices. */
        Optional<ObjectInfo> underWay() {
            return notices.stream().findFirst();
        }
    }

    /** Looks at a version in a repository. */
    public static At of(Store store, ModelKey key, Clock clock) {
        List<ObjectInfo> notices = new ArrayList<>();
        boolean isVisible = false;
        Instant expired = store.now(clock).minus(Fence.LEASE);
        for (ObjectInfo object : store.listVersion(key)) {
            isVisible |= Layout.keyOfHeader(object).filter(key::equals).isPresent();
            if (Layout.isRetirement(key, object.path()) && object.modified().isAfter(expired)) {
                notices.add(object);
            }
        }
        return new At(isVisible, notices);
    }
}
