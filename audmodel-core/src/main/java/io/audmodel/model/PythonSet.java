package io.audmodel.model;

import java.util.Collection;

/**
 * What a document holds as a set of Python, in the order in which it stands there. It equals a list of the same elements,
 * and is written as a set again, so that a change of metadata leaves what it did not ask about as it was. Sets come from
 * documents alone: one of Java has no order that ids could depend on, and is refused. Immutable.
 */
public final class PythonSet extends FrozenList {

    private static final long serialVersionUID = 1L;

    PythonSet(FrozenList elements) {
        super(elements);
    }

    /**
     * A set of these elements, each of which is there once.
     *
     * @throws io.audmodel.error.UnserializableValueException if {@link Tree} refuses one
     */
    public static PythonSet copyOf(Collection<?> elements) {
        return new TreeCopy().set(elements);
    }
}
