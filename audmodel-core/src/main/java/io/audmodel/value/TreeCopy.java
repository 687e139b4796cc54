package io.audmodel.value;

import io.audmodel.error.UnserializableValueException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of copying, with its current path and the containers around it. */
final class TreeCopy {

    private final TreePath path = new TreePath();
    private final List<Object> ancestors = new ArrayList<>();
    private final @Nullable Function<Object, @Nullable Object> others;
    private int valueCount;

    TreeCopy() {
        this.others = null;
    }

    /** @param others converts a record or an object of a caller's class; without it these are refused */
    TreeCopy(Function<Object, @Nullable Object> others) {
        this.others = others;
    }

    @Nullable
    Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof FrozenList frozen) {
            return checked(frozen);
        }
        if (value instanceof List<?> || value instanceof Queue<?>) {
            return list((Collection<?>) value);
        }
        if (value instanceof Collection<?>) {
            throw path.refuse(
                    "a " + value.getClass().getName() + " has no order that ids could depend on; make it a list");
        }
        if (value != null && value.getClass().isArray() && !(value instanceof byte[])) {
            return array(value);
        }
        return value != null && others != null && isOfTheCaller(value) ? made(value, others) : Scalars.of(value, path);
    }

    /**
     * Whether only its class knows how to store the object. Numbers of classes outside the JDK are refused rather than
     * rounded.
     */
    private static boolean isOfTheCaller(Object value) {
        String module = value.getClass().getModule().getName();
        boolean isOfTheJdk = module != null && (module.startsWith("java.") || module.startsWith("jdk."));
        return !isOfTheJdk && !(value instanceof Binary || value instanceof Enum<?> || value instanceof Number);
    }

    private @Nullable Object made(Object object, Function<Object, @Nullable Object> maker) {
        Object made;
        try {
            made = Tree.valueOf(maker.apply(object));
        } catch (UnserializableValueException e) {
            String below = e.location().substring(1);
            throw new UnserializableValueException(path + below, e.problem(), e);
        }
        return made instanceof Frozen frozen ? checked(frozen) : made;
    }

    FrozenMap map(Map<?, ?> map) {
        if (map instanceof FrozenMap frozen) {
            return checked(frozen);
        }
        open(map);
        LinkedHashMap<Object, Object> copy = new LinkedHashMap<>();
        for (KeyedValue entry : KeyedValue.allOf(map, path)) {
            path.enter(entry.key());
            copy.put(entry.key(), child(entry.value()));
            path.leave();
        }
        close();
        return new FrozenMap(copy);
    }

    Tuple tuple(Collection<?> elements) {
        return new Tuple(list(elements));
    }

    PythonSet set(Collection<?> elements) {
        return new PythonSet(list(elements));
    }

    private FrozenList list(Collection<?> elements) {
        open(elements);
        List<@Nullable Object> copy = new ArrayList<>(elements.size());
        for (Object element : elements) {
            path.enter(copy.size());
            copy.add(child(element));
            path.leave();
        }
        close();
        return new FrozenList(copy.toArray());
    }

    private FrozenList array(Object array) {
        open(array);
        @Nullable Object[] copy = new Object[Array.getLength(array)];
        for (int i = 0; i < copy.length; i++) {
            path.enter(i);
            copy[i] = child(Array.get(array, i));
            path.leave();
        }
        close();
        return new FrozenList(copy);
    }

    private @Nullable Object child(@Nullable Object value) {
        count(1);
        return value(value);
    }

    private <F extends Frozen> F checked(F frozen) {
        count(frozen.valueCount());
        checkDepth(path.length() + frozen.depth());
        return frozen;
    }

    private void open(Object container) {
        for (Object ancestor : ancestors) {
            if (ancestor == container) {
                throw path.refuse("it is cyclic: this "
                        + (container instanceof Map<?, ?> ? "map" : "list")
                        + " holds itself; leave the way back out");
            }
        }
        ancestors.add(container);
        checkDepth(ancestors.size());
    }

    private void close() {
        ancestors.remove(ancestors.size() - 1);
    }

    private void checkDepth(int depth) {
        if (depth > Tree.MAX_DEPTH) {
            throw path.refuse("it is nested deeper than " + Tree.MAX_DEPTH + " levels; flatten it");
        }
    }

    private void count(int more) {
        // Both addends are bounded, so the addition cannot overflow unnoticed.
        valueCount = (int) Math.min((long) valueCount + more, Integer.MAX_VALUE);
        if (valueCount > Tree.MAX_VALUES) {
            throw path.refuse(
                    "the tree holds more than " + Tree.MAX_VALUES + " values; keep them in a file of the model");
        }
    }

    /** An entry whose key is canonical already, and whose value is not yet. */
    private record KeyedValue(
            @Nullable Object key, @Nullable Object value) {

        static List<KeyedValue> allOf(Map<?, ?> map, TreePath path) {
            List<KeyedValue> entries = new ArrayList<>(map.size());
            Set<@Nullable Object> seen = new HashSet<>();
            map.forEach((key, value) -> {
                Object canonical = Scalars.keyOf(key, path);
                if (!seen.add(PythonKey.identity(canonical))) {
                    throw path.refuse("two of its keys are the same in Python, one of them " + TreePath.shown(canonical)
                            + "; keep one");
                }
                entries.add(new KeyedValue(canonical, value));
            });
            if (!KeyOrder.isOrdered(map)) {
                entries.sort((left, right) -> KeyOrder.BY_TEXT.compare(left.key(), right.key()));
            }
            return entries;
        }
    }
}
