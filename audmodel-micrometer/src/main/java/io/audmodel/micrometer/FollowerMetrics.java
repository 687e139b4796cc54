package io.audmodel.micrometer;

import io.audmodel.follow.Follower;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Shows how a follower does: how long ago it was known to serve the newest model, and how many checks have failed since.
 * Reading a meter asks nobody. A registry forgets a follower that nothing else refers to. Immutable and thread-safe.
 */
public final class FollowerMetrics implements MeterBinder {

    private final Follower follower;
    private final Tags tags;

    /** Meters of this follower, whose reference is their tag {@code ref}. */
    public FollowerMetrics(Follower follower) {
        this(follower, List.of());
    }

    /** Meters of this follower that have these tags as well. */
    public FollowerMetrics(Follower follower, Iterable<Tag> tags) {
        this.follower = Objects.requireNonNull(follower, "the follower is null");
        this.tags = Tags.of(tags).and("ref", follower.ref().toString());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "the registry for the meters is null");
        TimeGauge.builder(
                        "audmodel.followers.staleness",
                        follower,
                        TimeUnit.MILLISECONDS,
                        each -> sinceSuccess(each, registry))
                .description("How long ago the model that is served was last known to be the newest")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "audmodel.followers.failed.checks",
                        follower,
                        each -> each.state().failedChecks())
                .description("How many checks have failed since the last one that succeeded")
                .tags(tags)
                .register(registry);
    }

    private static double sinceSuccess(Follower follower, MeterRegistry registry) {
        long now = registry.config().clock().wallTime();
        return Math.max(0, now - follower.state().lastSuccess().toEpochMilli());
    }
}
