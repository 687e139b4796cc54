package io.audmodel.inventory;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.ModelKey;
import java.time.Instant;
import java.util.List;

/**
 * What there is of a version that nobody can see: a publish or copy that broke off, or is under way, left it, or a removal
 * that broke off. Beside a visible version it is what others left there: announcements of publishers that ended, and the
 * notice of a retirement that broke off. Immutable.
 *
 * @param key the id and version that it was to be
 * @param isVisible whether the version itself is there, and stays
 * @param objects by path
 */
public record Remains(ModelKey key, boolean isVisible, List<ObjectInfo> objects) {

    /** @throws IllegalArgumentException if there are no objects */
    public Remains {
        objects = List.copyOf(objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("remains of " + key + " without an object");
        }
    }

    /** Returns the length of all objects in bytes. */
    public long bytes() {
        return objects.stream().mapToLong(ObjectInfo::size).sum();
    }

    /** Returns when the last of them was written. */
    public Instant modified() {
        return objects.stream()
                .map(ObjectInfo::modified)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
