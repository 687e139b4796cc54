package io.audmodel.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Immutable bytes as a value in parameters or metadata: what YAML writes as {@code !!binary}. Equal by content. */
public final class Binary implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    private Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies the bytes. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Binary of(byte[] bytes) {
        return new Binary(bytes.clone());
    }

    /** Returns a copy of the bytes. */
    @JsonValue
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Copies the bytes, since the stream that they came from may still hold them. */
    private Object readResolve() {
        return of(bytes);
    }
}
