package io.audmodel.event;

import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.time.Duration;

/**
 * A {@link io.audmodel.follow.Follower} serves another model than before. It is sent before the follower's own listeners
 * are called.
 *
 * @param ref the reference that is followed
 * @param before the model that was served
 * @param model the model that is served now
 * @param duration how long loading took, and verifying if that was asked for
 */
public record FollowerChanged(ModelRef ref, ExactRef before, ExactRef model, Duration duration)
        implements ClientEvent {}
