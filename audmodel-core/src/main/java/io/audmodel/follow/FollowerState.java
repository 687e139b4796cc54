package io.audmodel.follow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a follower serves, and how its checks went; a snapshot. Times are what the client's clock said then.
 *
 * @param model the model that is served
 * @param lastCheck when a check ended last, whether it failed or not; at first, when the model was loaded
 * @param lastSuccess when the model was last known to be the newest: before the follower began, if it began in an outage
 *     ({@link io.audmodel.AudModelBuilder#cachedIfUnavailable}) or the client is offline. Never later than the last check that
 *     ended, even if the clock was set back
 * @param checks how many checks ended so far; loading the first model is none of them
 * @param failedChecks how many checks have failed since the last one that succeeded; 0 if the last one did
 * @param lastFailure what the last check threw; empty if it succeeded
 */
public record FollowerState(
        FollowedModel model,
        Instant lastCheck,
        Instant lastSuccess,
        long checks,
        long failedChecks,
        Optional<Throwable> lastFailure) {

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("lastCheck", lastCheck.toString());
        json.put("lastSuccess", lastSuccess.toString());
        json.put("checks", checks);
        json.put("failedChecks", failedChecks);
        json.put("lastFailure", lastFailure.map(FollowerState::json).orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> json(Throwable failure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", failure.getClass().getSimpleName());
        json.put("message", failure.getMessage());
        return json;
    }
}
