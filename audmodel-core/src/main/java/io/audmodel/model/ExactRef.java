package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.audmodel.error.InvalidArgumentException;
import java.util.Objects;

/** A reference that always stands for the same stored version of one model. An alias points to such a reference. */
public sealed interface ExactRef extends ModelRef permits ModelId, LegacyId {

    /**
     * Reads an id or a legacy id.
     *
     * @throws InvalidArgumentException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ExactRef of(String text) {
        Objects.requireNonNull(text, "the text of an id is null");
        return LegacyId.PATTERN.matcher(text).matches() ? LegacyId.of(text) : ModelId.of(text);
    }
}
