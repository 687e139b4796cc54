package io.audmodel.value;

import io.audmodel.error.AudModelException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The serialized form of a container. Reading it checks it as if a caller had made it, so that no bytes make a tree
 * that callers could not.
 *
 * @param parts its elements; of a map each key and its value
 */
record FrozenForm(Kind kind, @Nullable Object[] parts) implements Serializable {

    enum Kind {
        MAP,
        LIST,
        TUPLE,
        SET
    }

    static FrozenForm of(FrozenMap map) {
        @Nullable Object[] parts = new Object[2 * map.size()];
        int next = 0;
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
            parts[next++] = entry.getKey();
            parts[next++] = entry.getValue();
        }
        return new FrozenForm(Kind.MAP, parts);
    }

    static FrozenForm of(FrozenList list) {
        Kind kind = list instanceof Tuple ? Kind.TUPLE : list instanceof PythonSet ? Kind.SET : Kind.LIST;
        return new FrozenForm(kind, list.toArray());
    }

    private Object readResolve() throws InvalidObjectException {
        try {
            List<@Nullable Object> elements = Arrays.asList(parts);
            return switch (kind) {
                case MAP -> Tree.copyOf(entries());
                case LIST -> Objects.requireNonNull(Tree.valueOf(elements));
                case TUPLE -> Tuple.copyOf(elements);
                case SET -> PythonSet.copyOf(elements);
            };
        } catch (AudModelException | IndexOutOfBoundsException | NullPointerException e) {
            InvalidObjectException invalid = new InvalidObjectException("no tree can be made of it: " + e.getMessage());
            invalid.initCause(e);
            throw invalid;
        }
    }

    private Map<Object, Object> entries() throws InvalidObjectException {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            entries.put(parts[i], parts[i + 1]);
        }
        if (2 * entries.size() != parts.length) {
            throw new InvalidObjectException("a map has a key twice");
        }
        return entries;
    }
}
