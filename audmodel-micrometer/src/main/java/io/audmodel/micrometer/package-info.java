/**
 * Shows what a client does, with Micrometer: {@link io.audmodel.micrometer.AudModelMetrics} counts and times it, {@link
 * io.audmodel.micrometer.AudModelObservations} makes observations of it, of which tracers make spans, and {@link
 * io.audmodel.micrometer.FollowerMetrics} shows what one follower serves.
 */
@NullMarked
package io.audmodel.micrometer;

import org.jspecify.annotations.NullMarked;
