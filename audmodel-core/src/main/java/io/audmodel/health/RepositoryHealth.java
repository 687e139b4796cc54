package io.audmodel.health;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.AudModelException;
import io.audmodel.model.RepositoryAddress;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether one repository can be read.
 *
 * @param repository the repository, without the options that say how to reach it
 * @param failure why it cannot be read; null if it can. A {@link io.audmodel.error.CallTimeoutException} says that it did
 *     not answer in time
 * @param took how long it took until the answer, or until nobody waited for it any longer
 * @param clockAhead how far the clock of the store is ahead of this machine's, negative if it is behind, to about a second;
 *     null if the store does not say
 */
public record RepositoryHealth(
        RepositoryAddress repository,
        @Nullable AudModelException failure,
        Duration took,
        @Nullable Duration clockAhead) implements Serializable {

    /** Returns whether it can be read. */
    public boolean isHealthy() {
        return failure == null;
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("repository", repository);
        json.put("healthy", isHealthy());
        json.put("failure", ClientHealth.json(failure));
        json.put("millis", took.toMillis());
        json.put("clockAheadMillis", clockAhead == null ? null : clockAhead.toMillis());
        return json;
    }
}
