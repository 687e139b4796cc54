package io.audmodel.value;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A canonical container. It knows its depth and size, so that sharing or nesting it cannot exceed the limits unnoticed.
 */
sealed interface Frozen permits FrozenMap, FrozenList {

    /** The number of nested containers: 1 for a container that holds scalars only. */
    int depth();

    /** The number of values in it at any depth; a shared value counts each time. */
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
