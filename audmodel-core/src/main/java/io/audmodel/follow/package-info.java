/**
 * Following a reference that moves: {@link io.audmodel.AudModel#follow} gives a {@link io.audmodel.follow.Follower}, which
 * knows the newest model that could be loaded.
 */
@NullMarked
package io.audmodel.follow;

import org.jspecify.annotations.NullMarked;
