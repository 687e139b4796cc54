package io.audmodel.model;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A sequence that is canonical all the way down, which is why a copy of it is itself. */
sealed class FrozenList extends AbstractList<@Nullable Object> implements Frozen, RandomAccess
        permits Tuple, PythonSet {

    private final @Nullable Object[] elements;
    private final int depth;
    private final int valueCount;

    /** Takes the array over. */
    FrozenList(@Nullable Object[] elements) {
        this.elements = elements;
        this.depth = Frozen.depthOver(this);
        this.valueCount = Frozen.valueCountOver(this);
    }

    /** The same elements as another kind of sequence. */
    FrozenList(FrozenList other) {
        this.elements = other.elements;
        this.depth = other.depth;
        this.valueCount = other.valueCount;
    }

    @Override
    public final int depth() {
        return depth;
    }

    @Override
    public final int valueCount() {
        return valueCount;
    }

    @Override
    public final @Nullable Object get(int index) {
        return elements[index];
    }

    @Override
    public final int size() {
        return elements.length;
    }
}
