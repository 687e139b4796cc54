package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.Objects;

/**
 * A reference to a model: an id ({@code 3e120e8d-1.0.0}), a short id, which stands for its latest version ({@code
 * 3e120e8d}), a legacy id ({@code 65206614-dbb7-d61a-b00c-153db7b525c0}) or an alias ({@code emotion-production}).
 * Immutable; {@code toString()} is the text that {@link #of} reads.
 */
public sealed interface ModelRef extends Serializable permits ExactRef, ShortId, Alias {

    /**
     * Reads any of the four forms.
     *
     * @throws InvalidArgumentException if the text has none of them
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ModelRef of(String text) {
        Objects.requireNonNull(text, "the text of a model reference is null");
        if (ShortId.isShortId(text)) {
            return ShortId.of(text);
        }
        if (LegacyId.PATTERN.matcher(text).matches()) {
            return LegacyId.of(text);
        }
        if (ModelId.PATTERN.matcher(text).matches()) {
            return ModelId.of(text);
        }
        return Alias.of(text);
    }
}
