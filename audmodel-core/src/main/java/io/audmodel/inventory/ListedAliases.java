package io.audmodel.inventory;

import io.audmodel.model.Alias;
import java.time.Instant;
import java.util.Set;

/**
 * The list of a version's aliases. Immutable.
 *
 * @param aliases its names
 * @param modified when it was written
 */
public record ListedAliases(Set<Alias> aliases, Instant modified) {

    public ListedAliases {
        aliases = Set.copyOf(aliases);
    }
}
