package io.audmodel.model;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping that is canonical all the way down, which is why a copy of it is itself. */
final class FrozenMap extends AbstractMap<Object, Object> implements Frozen {

    private final Map<Object, Object> entries;
    private final int depth;
    private final int valueCount;

    /** Takes the map over. */
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
}
