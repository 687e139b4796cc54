package io.audmodel.value;

import java.util.Collection;

/**
 * A Python set of a document, in the order of the document. It equals a list of the same elements, and is written as a
 * set again, so that a change of metadata keeps what it does not mention. Such sets come only from documents: {@link
 * Tree} refuses a {@code java.util.Set}, which has no order that ids could depend on. Immutable.
 */
public final class PythonSet extends FrozenList {

    private static final long serialVersionUID = 1L;

    PythonSet(FrozenList elements) {
        super(elements);
    }

    /**
     * Makes a set of these elements, which must be distinct.
     *
     * @throws io.audmodel.error.UnserializableValueException if {@link Tree} refuses one
     */
    public static PythonSet copyOf(Collection<?> elements) {
        return new TreeCopy().set(elements);
    }
}
