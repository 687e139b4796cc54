package io.audmodel.follow.poll;

import io.audmodel.cache.HeldModel;
import io.audmodel.follow.FollowedModel;
import java.time.Instant;

/**
 * A model that was loaded, and the lease on it.
 *
 * @param seen when the reference was known to lead to it
 */
record LoadedModel(FollowedModel model, Instant seen, HeldModel lease) {}
