package io.audmodel.follow;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a follower serves, and how its checks went; a snapshot. Times are those of the client's clock.
 *
 * @param model the model that is served
 * @param lastCheck when a check ended last, whether it failed or not; at first, when the model was loaded
 * @param lastSuccess when the model was last known to be the newest: before the follower began, if it began in an outage
 *     ({@link io.audmodel.AudModelBuilder#cachedIfUnavailable}) or the client is offline
 * @param checks how many checks ended so far; loading the first model is none of them
 * @param failedChecks how many checks have failed since the last one that succeeded; 0 if the last one did
 * @param failure what the last check threw; null if it succeeded
 */
public record FollowerState(
        FollowedModel model,
        Instant lastCheck,
        Instant lastSuccess,
        long checks,
        long failedChecks,
        @Nullable Throwable failure) {

    /** Returns what the last check threw; empty if it succeeded. */
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(failure);
    }
}
