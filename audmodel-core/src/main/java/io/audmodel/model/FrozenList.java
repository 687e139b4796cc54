package io.audmodel.model;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A sequence that is canonical all the way down, which is why a copy of it is itself. */
final class FrozenList extends AbstractList<@Nullable Object> implements Frozen, RandomAccess {

    private final @Nullable Object[] elements;
    private final int depth;
    private final int valueCount;

    /** Takes the array over. */
    FrozenList(@Nullable Object[] elements) {
        this.elements = elements;
        this.depth = Frozen.depthOver(this);
        this.valueCount = Frozen.valueCountOver(this);
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public int valueCount() {
        return valueCount;
    }

    @Override
    public @Nullable Object get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }
}
