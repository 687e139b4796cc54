/**
 * Counts and times what a client does, with Micrometer: {@link io.audmodel.micrometer.AudModelMetrics} for all that it
 * does, {@link io.audmodel.micrometer.FollowerMetrics} for what one follower serves.
 */
@NullMarked
package io.audmodel.micrometer;

import org.jspecify.annotations.NullMarked;
