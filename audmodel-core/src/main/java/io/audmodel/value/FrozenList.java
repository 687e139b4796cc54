package io.audmodel.value;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A sequence that is canonical at all depths, and so its own copy. */
sealed class FrozenList extends AbstractList<@Nullable Object> implements Frozen, RandomAccess, Serializable
        permits Tuple, PythonSet {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object[] elements;
    private final transient int depth;
    private final transient int valueCount;

    /** Takes the array without copying it. */
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

    final Object writeReplace() {
        return FrozenForm.of(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a tree is read from its form alone");
    }
}
