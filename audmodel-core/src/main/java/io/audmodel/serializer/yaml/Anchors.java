package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;

/** The values that the aliases of a document repeat. */
final class Anchors {

    private final Map<Anchor, Anchored> complete = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();

    /** A value, how many values it holds, itself included, and over how many levels of lists and mappings. */
    record Anchored(@Nullable Object value, int valueCount, int height) {}

    /** @throws CorruptDocumentException if there is such an anchor already, which PyYAML refuses */
    void open(Anchor anchor, Position position) {
        if (complete.containsKey(anchor) || !open.add(anchor)) {
            throw position.corrupt("the anchor &" + anchor + " is defined a second time");
        }
    }

    void close(Anchor anchor, Anchored anchored) {
        open.remove(anchor);
        complete.put(anchor, anchored);
    }

    /**
     * What an alias stands for; null if it stands within what it repeats.
     *
     * @throws CorruptDocumentException if it has no anchor before it
     */
    @Nullable
    Anchored get(Anchor anchor, Position position) {
        if (open.contains(anchor)) {
            return null;
        }
        Anchored anchored = complete.get(anchor);
        if (anchored == null) {
            throw position.corrupt("the alias *" + anchor + " has no anchor before it");
        }
        return anchored;
    }
}
