package io.audmodel.value;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping that is canonical at all depths, and so its own copy. */
final class FrozenMap extends AbstractMap<Object, Object> implements Frozen, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Map<Object, Object> entries;
    private final transient int depth;
    private final transient int valueCount;

    /** Takes the map without copying it. */
    FrozenMap(LinkedHashMap<Object, Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
        this.depth = Frozen.depthOver(entries.values());
        this.valueCount = Frozen.valueCountOver(entries.values());
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
    public Set<Entry<Object, Object>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    private Object writeReplace() {
        return FrozenForm.of(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a tree is read from its form alone");
    }
}
