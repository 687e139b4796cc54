package io.audmodel.value;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes canonical, deeply immutable copies of parameters and metadata: the values that documents hold and ids depend
 * on.
 *
 * <p>A canonical value is null, {@code Boolean}, {@code String}, an integer as the smallest of {@code Integer},
 * {@code Long} and {@code BigInteger} that holds it, {@code Double}, {@code LocalDate}, {@code LocalDateTime},
 * {@code OffsetDateTime}, {@link Binary}, an unmodifiable {@code List}, or an unmodifiable {@code Map} that keeps its
 * order and whose keys are null or any of the scalars.
 *
 * <p>Converted to these: {@code Byte}, {@code Short} and {@code Character}; {@code Float} to the double that its
 * shortest decimal text names (0.1f to 0.1); {@code BigDecimal} if a double says the same; an enum to its name; {@code
 * byte[]} to {@link Binary}; other arrays and queues to lists; {@code Instant} and {@code ZonedDateTime} to {@code
 * OffsetDateTime}. Everything else is refused, also sets: they have no order, and ids depend on the order.
 *
 * <p>Values that the Python package cannot hold are refused too: half a surrogate pair in a text, integers of more than
 * 4300 digits, years outside 1 to 9999, times finer than a microsecond, offsets with seconds, and two keys of one map
 * that are equal in Python ({@code 1}, {@code 1.0} and {@code true} are).
 *
 * <p>All methods are free of side effects. Copying a canonical tree returns the tree itself, in constant time.
 */
public final class Tree {

    /** The largest number of nested lists and maps, the outermost included. */
    public static final int MAX_DEPTH = 200;

    /** The largest number of values in a tree at all depths; a shared value counts each time. */
    public static final int MAX_VALUES = 1_000_000;

    private Tree() {}

    /**
     * Copies a mapping. A map without an order of its own (see {@link #isOrdered}) has its keys sorted by their text,
     * so that ids do not change between runs.
     *
     * @throws UnserializableValueException if a value or key is refused, or if the tree is cyclic, deeper than {@link
     *     #MAX_DEPTH} or larger than {@link #MAX_VALUES}; the error says where
     */
    public static Map<Object, Object> copyOf(Map<?, ?> map) {
        return map instanceof FrozenMap frozen ? frozen : new TreeCopy().map(map);
    }

    /**
     * Copies a mapping as {@link #copyOf(Map)} does; it may hold records and objects of your classes at any depth.
     *
     * @param others converts such an object to a value, for instance a map
     */
    public static Map<Object, Object> copyOf(Map<?, ?> map, Function<Object, @Nullable Object> others) {
        return map instanceof FrozenMap frozen ? frozen : new TreeCopy(others).map(map);
    }

    /**
     * Copies any value.
     *
     * @throws UnserializableValueException as {@link #copyOf} does
     */
    public static @Nullable Object valueOf(@Nullable Object value) {
        return value instanceof Frozen ? value : new TreeCopy().value(value);
    }

    /**
     * Copies a tree without one entry; what leads there stays, even if it is empty then.
     *
     * @param path the key of the entry, behind the keys of the mappings that it is in; equal keys are the same for Python
     * @throws InvalidArgumentException if there is no such entry, or the path is empty
     */
    public static Map<Object, Object> without(Map<?, ?> tree, Object... path) {
        Map<Object, Object> left = new LinkedHashMap<>(copyOf(tree));
        if (path.length == 0 || left.keySet().stream().noneMatch(key -> isSame(key, path[0]))) {
            throw new InvalidArgumentException(
                    "there is no entry " + Arrays.toString(path) + " to leave out: the keys are " + left.keySet());
        }
        if (path.length == 1) {
            left.keySet().removeIf(key -> isSame(key, path[0]));
            return copyOf(left);
        }
        left.replaceAll((key, value) -> isSame(key, path[0]) ? withoutBelow(key, value, path) : value);
        return copyOf(left);
    }

    private static Object withoutBelow(@Nullable Object key, @Nullable Object value, Object... path) {
        if (value instanceof Map<?, ?> below) {
            return without(below, Arrays.copyOfRange(path, 1, path.length));
        }
        throw new InvalidArgumentException("the value of " + key + " is no mapping, so that " + Arrays.toString(path)
                + " leads nowhere: leave out " + key);
    }

    private static boolean isSame(@Nullable Object key, @Nullable Object other) {
        return Objects.equals(PythonKey.identity(key), PythonKey.identity(other));
    }

    /**
     * Merges an update into a base, as {@code update_meta} of the Python package does: where both have a mapping under
     * one key, these are merged in turn; otherwise the update's value replaces the other. Keys keep their place in the
     * base; new keys follow in the order of the update. Keys that are equal in Python are the same key, spelled as in
     * the base.
     *
     * @throws UnserializableValueException as {@link #copyOf} does
     */
    public static Map<Object, Object> merge(Map<?, ?> base, Map<?, ?> update) {
        Map<Object, Object> merged = new LinkedHashMap<>(copyOf(base));
        Map<Object, Object> spelling = new LinkedHashMap<>();
        merged.keySet().forEach(key -> spelling.put(PythonKey.identity(key), key));
        copyOf(update).forEach((updateKey, updated) -> {
            Object key = spelling.getOrDefault(PythonKey.identity(updateKey), updateKey);
            Object present = merged.get(key);
            merged.put(
                    key,
                    present instanceof Map<?, ?> below && updated instanceof Map<?, ?> above
                            ? merge(below, above)
                            : updated);
        });
        return copyOf(merged);
    }

    /**
     * Returns whether the order of a map's keys has a meaning. It has none in {@code HashMap} and its subclasses, and
     * in what {@code Map.of} and {@code Map.copyOf} return; maps of all other classes, wrappers included, count as
     * ordered.
     */
    public static boolean isOrdered(Map<?, ?> map) {
        return KeyOrder.isOrdered(map);
    }
}
