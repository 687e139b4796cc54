package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.time.LocalDate;
import java.util.Map;

/**
 * What was said of a model when it was published, and never changes.
 *
 * @param author who published it
 * @param date when
 * @param name its name; together with subgroup and parameters it determines the id
 * @param parameters in the order in which they were given; keys and values as {@link Tree} describes, unmodifiable
 * @param subgroup its group, or none
 * @param version its version
 */
public record ModelHeader(
        String author,
        LocalDate date,
        String name,
        Map<Object, Object> parameters,
        Subgroup subgroup,
        Version version) {

    /** @throws InvalidArgumentException if the name is empty */
    public ModelHeader {
        if (name.isEmpty()) {
            throw new InvalidArgumentException("the name of a model must not be empty");
        }
        parameters = Tree.copyOf(parameters);
    }

    /** The id that name, subgroup, parameters and version determine. */
    public ModelId id() {
        return ModelId.derive(name, subgroup, parameters, version);
    }
}
