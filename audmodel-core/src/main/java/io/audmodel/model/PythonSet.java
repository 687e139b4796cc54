package io.audmodel.model;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * What a document holds as a set of Python, in the order in which it stands there. It equals a list of the same elements,
 * and is written as a set again, so that a change of metadata leaves what it did not ask about as it was. Sets come from
 * documents alone: one of Java has no order that ids could depend on, and is refused. Immutable.
 */
public final class PythonSet extends AbstractList<@Nullable Object> implements Frozen, RandomAccess {

    private final FrozenList elements;

    PythonSet(FrozenList elements) {
        this.elements = elements;
    }

    /**
     * A set of these elements, each of which is there once.
     *
     * @throws io.audmodel.error.UnserializableValueException if {@link Tree} refuses one
     */
    public static PythonSet copyOf(Collection<?> elements) {
        return new TreeCopy().set(elements);
    }

    @Override
    public int depth() {
        return elements.depth();
    }

    @Override
    public int valueCount() {
        return elements.valueCount();
    }

    @Override
    public @Nullable Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }
}
