package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The id of one version of a model, {@code <short id>-<version>}, such as {@code 3e120e8d-1.0.0}.
 *
 * @param shortId the part that all versions of the model share
 * @param version the version
 */
public record ModelId(ShortId shortId, Version version) implements ExactRef {

    static final Pattern PATTERN = Pattern.compile("[0-9a-f]{8}-[0-9][A-Za-z0-9.+_-]*");

    private static final int SHORT_ID_LENGTH = 8;

    /** @throws InvalidArgumentException if the id with this version has the form of a legacy id */
    public ModelId {
        if (LegacyId.PATTERN.matcher(shortId + "-" + version).matches()) {
            throw new InvalidArgumentException("'" + shortId + "-" + version
                    + "' is not a model id: with this version it has the form of a legacy id; choose another version");
        }
    }

    /** @throws InvalidArgumentException if the text is not an id */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ModelId of(String text) {
        Objects.requireNonNull(text, "the text of an id is null");
        if (!PATTERN.matcher(text).matches()) {
            throw new InvalidArgumentException("'" + text
                    + "' is not a model id: it is a short id, a hyphen and a version, such as 3e120e8d-1.0.0");
        }
        return new ModelId(
                ShortId.of(text.substring(0, SHORT_ID_LENGTH)), Version.of(text.substring(SHORT_ID_LENGTH + 1)));
    }

    /** Computes the id of a model, as {@link ShortId#derive} does, and appends the version. */
    public static ModelId derive(String name, Subgroup subgroup, Map<?, ?> parameters, Version version) {
        return ShortId.derive(name, subgroup, parameters).version(version);
    }

    @Override
    @JsonValue
    public String toString() {
        // Of texts alone, a JIT makes one string at once.
        return shortId.text() + "-" + version.text();
    }
}
