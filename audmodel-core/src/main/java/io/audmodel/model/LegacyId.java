package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.PythonText;
import io.audmodel.value.Tree;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The id of a model that was published before short ids existed: an MD5 in the form of a UUID. It has exactly one
 * version, which is stored beside it.
 *
 * @param text such as {@code 65206614-dbb7-d61a-b00c-153db7b525c0}
 */
public record LegacyId(String text) implements ExactRef {

    static final Pattern PATTERN = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** @throws InvalidArgumentException if the text is not a lower-case UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LegacyId {
        Objects.requireNonNull(text, "the text of a legacy id is null");
        if (!PATTERN.matcher(text).matches()) {
            throw new InvalidArgumentException("'" + text
                    + "' is not a legacy id: it is a lower-case UUID, such as 65206614-dbb7-d61a-b00c-153db7b525c0");
        }
    }

    /** @throws InvalidArgumentException if the text is not a lower-case UUID */
    public static LegacyId of(String text) {
        return new LegacyId(text);
    }

    /**
     * Computes the legacy id of a model.
     *
     * @param parameters any mapping that {@link Tree#copyOf} takes; the order of its keys matters
     * @param visibility whether the model was in the public or the private legacy repository
     */
    public static LegacyId derive(
            String name, Subgroup subgroup, Map<?, ?> parameters, Version version, Visibility visibility) {
        String group = subgroup.isNone() ? "" : subgroup + ".";
        String hex = Checksum.md5(PythonText.of(Tree.copyOf(parameters)) + "com.audeering.models." + group + name
                        + "lookup" + version + visibility.repository)
                .hex();
        return new LegacyId(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }

    /** The legacy repository that a model was in, on which its id depends. */
    public enum Visibility {
        /** {@code models-public-local}. */
        PUBLIC("models-public-local"),
        /** {@code models-private-local}. */
        PRIVATE("models-private-local");

        private final String repository;

        Visibility(String repository) {
            this.repository = repository;
        }
    }
}
