package io.audmodel.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list that is a tuple in Python. It equals a list of the same elements, but gives another id: Python writes a tuple
 * as {@code (1, 2)} and a list as {@code [1, 2]}. Immutable, and canonical as {@link Tree} describes.
 *
 * <pre>{@code
 * request.parameters(Map.of("kernel", Tuple.of(3, 3)))
 * }</pre>
 */
public final class Tuple extends FrozenList {

    private static final long serialVersionUID = 1L;

    Tuple(FrozenList elements) {
        super(elements);
    }

    /**
     * Makes a tuple of these elements.
     *
     * @throws io.audmodel.error.UnserializableValueException if {@link Tree} refuses one
     */
    public static Tuple of(@Nullable Object... elements) {
        return copyOf(Arrays.asList(elements));
    }

    /** Makes a tuple, as {@link #of} does. */
    public static Tuple copyOf(List<?> elements) {
        return elements instanceof Tuple tuple ? tuple : new TreeCopy().tuple(elements);
    }
}
