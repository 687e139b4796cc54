package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.audmodel.error.InvalidArgumentException;

/** A reference that names one stored version of one model, today and for ever: what an alias points to. */
public sealed interface ExactRef extends ModelRef permits ModelId, LegacyId {

    /**
     * Reads an id or a legacy id.
     *
     * @throws InvalidArgumentException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ExactRef parse(String text) {
        return LegacyId.PATTERN.matcher(text).matches() ? new LegacyId(text) : ModelId.parse(text);
    }
}
