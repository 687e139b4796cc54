package io.audmodel.model;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A canonical container. It knows its extent, so that sharing and nesting it again cannot pass the limits unseen. */
sealed interface Frozen permits FrozenMap, FrozenList {

    /** The number of containers within each other: 1 for one that holds scalars only. */
    int depth();

    /** The number of values in it at any depth, where one that is shared counts each time. */
    int valueCount();

    static int depthOver(Collection<? extends @Nullable Object> children) {
        int deepest = 0;
        for (Object child : children) {
            if (child instanceof Frozen frozen) {
                deepest = Math.max(deepest, frozen.depth());
            }
        }
        return deepest + 1;
    }

    static int valueCountOver(Collection<? extends @Nullable Object> children) {
        long count = children.size();
        for (Object child : children) {
            if (child instanceof Frozen frozen) {
                count += frozen.valueCount();
            }
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
