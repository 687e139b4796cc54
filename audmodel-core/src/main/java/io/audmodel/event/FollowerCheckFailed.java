package io.audmodel.event;

import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;

/**
 * A check of a {@link io.audmodel.follow.Follower} failed, or the model that it found could not be loaded.
 *
 * @param ref the reference that is followed
 * @param model the model that is still served
 * @param failedChecks how many checks have failed since the last one that succeeded, this one included
 * @param failure the simple name of the class of the error, such as {@code UnavailableException}
 */
public record FollowerCheckFailed(ModelRef ref, ExactRef model, long failedChecks, String failure)
        implements ClientEvent {}
