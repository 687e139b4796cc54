package io.audmodel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One file of a model, as {@link AudModel#files} lists it. Immutable. */
public final class ModelFile implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long UNKNOWN = -1;

    private final String name;
    private final long size;
    private final long crc32;

    private ModelFile(String name, long size, long crc32) {
        this.name = name;
        this.size = size;
        this.crc32 = crc32;
    }

    static ModelFile packed(String name, long size, int crc32) {
        return new ModelFile(name, size, Integer.toUnsignedLong(crc32));
    }

    static ModelFile cached(String name, long size) {
        return new ModelFile(name, size, UNKNOWN);
    }

    /** Returns its path below the model's folder, with slashes, such as {@code config/labels.yaml}. */
    public String name() {
        return name;
    }

    /** Returns its length in bytes. */
    public long size() {
        return size;
    }

    /**
     * Returns the CRC-32 of its content, from 0 to 2<sup>32</sup> - 1; empty for a file of a cached folder, which has
     * none.
     */
    public OptionalLong crc32() {
        return crc32 == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(crc32);
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("size", size);
        json.put("crc32", crc32 == UNKNOWN ? null : crc32);
        return json;
    }

    @Override
    public String toString() {
        return name + " (" + size + " bytes)";
    }
}
