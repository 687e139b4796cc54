package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.health.ClientHealth;
import io.audmodel.spring.AudModelProperties.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What a health indicator of either Spring Boot shows. Repositories are asked at most once in an interval, however many probes
 * there are; while one probe asks, the others get what was known before. Thread-safe.
 */
final class ClientCheck {

    private final AudModel client;
    private final Duration interval;
    private final Supplier<Map<String, Follower>> followers;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(ClientHealth health, long since) {}

    ClientCheck(AudModel client, Health settings, Supplier<Map<String, Follower>> followers, LongSupplier nanos) {
        if (settings.timeout().isNegative() || settings.timeout().isZero()) {
            throw new InvalidConfigurationPropertyValueException(
                    "audmodel.health.timeout", settings.timeout(), "a check needs some time, such as 2s");
        }
        if (settings.interval().isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    "audmodel.health.interval",
                    settings.interval(),
                    "it has to be 0s, for a check by each probe, or more");
        }
        this.client = client.withCallTimeout(settings.timeout());
        this.interval = settings.interval();
        this.followers = followers;
        this.nanos = nanos;
    }

    /** What to show, and whether the client is healthy. */
    record Report(boolean healthy, Map<String, Object> details) {}

    Report report() {
        ClientHealth health = health();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("repositories", health.repositories());
        details.put("cache", health.cache());
        if (!health.warnings().isEmpty()) {
            details.put("warnings", health.warnings());
        }
        Map<String, Object> followed = new LinkedHashMap<>();
        followers.get().forEach((name, follower) -> followed.put(name, details(follower)));
        if (!followed.isEmpty()) {
            details.put("followed", followed);
        }
        return new Report(health.isHealthy(), details);
    }

    private ClientHealth health() {
        Known now = known;
        if (now != null && (isFresh(now) || lock.isLocked())) {
            return now.health();
        }
        lock.lock();
        try {
            now = known;
            if (now == null || !isFresh(now)) {
                now = new Known(client.check(), nanos.getAsLong());
                known = now;
            }
            return now.health();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(Known found) {
        return nanos.getAsLong() - found.since() < interval.toNanos();
    }

    private static Map<String, Object> details(Follower follower) {
        FollowerState state = follower.state();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ref", follower.ref());
        details.put("model", state.model().ref());
        details.put("since", state.model().since().toString());
        details.put("lastSuccess", state.lastSuccess().toString());
        details.put("failedChecks", state.failedChecks());
        state.lastFailure().ifPresent(failure -> details.put("lastFailure", failure.toString()));
        return details;
    }
}
