package io.audmodel.health;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.AudModelException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What works of a client, as {@link io.audmodel.AudModel#check} found it.
 *
 * @param repositories the repositories that were asked, in search order; empty for a client that is offline
 * @param cache the cache folder
 * @param bases the read-only caches below it, in the order in which they are asked. One that cannot be read does not make
 *     a client unhealthy: what it has is fetched
 * @param settings where the settings of the client came from; those of a view are not among them
 * @param warnings what is configured and has no effect, such as a variable with a misspelt name: each names it, and what
 *     was meant. They do not make a client unhealthy, since other programs may have such a variable
 * @param exposures files that say whose signatures are required, and that others than their owner may change or replace, as
 *     their permissions or those of a folder above them are: a sentence for each. They do not make a client unhealthy, since it
 *     works
 */
public record ClientHealth(
        List<RepositoryHealth> repositories,
        CacheHealth cache,
        List<BaseHealth> bases,
        List<Setting> settings,
        List<String> warnings,
        List<String> exposures)
        implements Serializable {

    public ClientHealth {
        repositories = List.copyOf(repositories);
        settings = List.copyOf(settings);
        // The bytes of an earlier release have none of these.
        bases = List.copyOf(Objects.requireNonNullElse(bases, List.of()));
        warnings = List.copyOf(Objects.requireNonNullElse(warnings, List.of()));
        exposures = List.copyOf(Objects.requireNonNullElse(exposures, List.of()));
    }

    /** Returns whether each repository can be read, and the cache written. */
    public boolean isHealthy() {
        return cache.isHealthy() && repositories.stream().allMatch(RepositoryHealth::isHealthy);
    }

    @JsonValue
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("healthy", isHealthy());
        json.put("repositories", repositories);
        json.put("cache", cache);
        json.put("bases", bases);
        json.put("settings", settings);
        json.put("warnings", warnings);
        json.put("exposures", exposures);
        return json;
    }

    static @Nullable Map<String, String> json(@Nullable AudModelException failure) {
        return failure == null
                ? null
                : Map.of("type", failure.getClass().getSimpleName(), "message", failure.getMessage());
    }
}
