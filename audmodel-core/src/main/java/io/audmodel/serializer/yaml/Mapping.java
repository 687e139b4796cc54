package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.serializer.Unreadable;
import io.audmodel.value.PythonKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One mapping as it is read. What {@code <<} merges comes before the mapping's own entries, which override it. */
final class Mapping {

    private final Entries merged = new Entries();
    private final Entries own = new Entries();

    /**
     * Takes the next entry.
     *
     * @throws CorruptDocumentException if its key is {@code <<} and its value cannot be merged
     */
    void add(@Nullable Object key, @Nullable Object value, Position position) {
        if (key == ScalarType.MERGE) {
            merge(value, position);
        } else {
            own.put(key == ScalarType.VALUE ? "=" : key, value);
        }
    }

    Map<Object, Object> toMap() {
        if (merged.byKey.isEmpty() && own.byKey.isEmpty()) {
            return Collections.emptyMap();
        }
        if (merged.byKey.isEmpty()) {
            return Collections.unmodifiableMap(own.byKey);
        }
        own.byKey.forEach(merged::put);
        return Collections.unmodifiableMap(merged.byKey);
    }

    List<@Nullable Object> keys() {
        return Collections.unmodifiableList(new ArrayList<>(toMap().keySet()));
    }

    /** Of a list of mappings the first counts most. */
    private void merge(@Nullable Object value, Position position) {
        List<?> sources = value instanceof List<?> list ? list : Collections.singletonList(value);
        for (int i = sources.size() - 1; i >= 0; i--) {
            if (sources.get(i) instanceof Unreadable part) {
                throw part.problem();
            }
            if (!(sources.get(i) instanceof Map<?, ?> source)) {
                throw position.corrupt("<< merges a mapping or a list of mappings, and here is something else");
            }
            source.forEach(merged::put);
        }
    }

    /** Like a Python dictionary: a key that comes again keeps its place and its spelling, and gets the new value. */
    private static final class Entries {

        private final Map<Object, Object> byKey = new LinkedHashMap<>();
        private final Map<Object, Object> spellings = new HashMap<>();

        void put(@Nullable Object key, @Nullable Object value) {
            boolean hasOneSpelling = key == null || key instanceof String;
            byKey.put(hasOneSpelling ? key : spellings.computeIfAbsent(PythonKey.identity(key), same -> key), value);
        }
    }
}
