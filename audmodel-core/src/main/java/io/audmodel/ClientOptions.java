package io.audmodel;

import io.audmodel.backend.Environment;
import io.audmodel.binding.Beans;
import io.audmodel.config.Configuration;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.health.Setting;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.store.HealthCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the calls of one client, or of one view of it, have in common. */
record ClientOptions(
        Environment environment,
        Clock clock,
        ArchiveLimits limits,
        Beans beans,
        Duration grace,
        Duration lockWait,
        @Nullable Duration callTimeout,
        ProgressListener progress,
        EventHub events) {

    static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofHours(4);

    private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    ClientOptions withLockTimeout(Duration other) {
        return new ClientOptions(
                environment,
                clock,
                limits,
                beans,
                grace,
                requirePositive(other, "lock timeout"),
                callTimeout,
                progress,
                events);
    }

    ClientOptions withCallTimeout(Duration other) {
        return new ClientOptions(
                environment,
                clock,
                limits,
                beans,
                grace,
                lockWait,
                requirePositive(other, "call timeout"),
                progress,
                events);
    }

    ClientOptions withProgress(ProgressListener other) {
        return new ClientOptions(environment, clock, limits, beans, grace, lockWait, callTimeout, other, events);
    }

    /** The same, without listeners for events. */
    ClientOptions unheard() {
        return new ClientOptions(
                environment, clock, limits, beans, grace, lockWait, callTimeout, progress, EventHub.none());
    }

    /** How long a call may take without moving anything. */
    Duration allowance() {
        return callTimeout == null ? DEFAULT_CALL_TIMEOUT : callTimeout;
    }

    /** How long a check may take: who probes a service does not wait as long as a load may take. */
    Duration checkTimeout() {
        Duration most = allowance();
        return HealthCheck.LONGEST.compareTo(most) < 0 ? HealthCheck.LONGEST : most;
    }

    /** How long to wait for another process that fetches the same model: at most the call timeout, if one was set. */
    Duration lockTimeout() {
        Duration most = callTimeout == null ? LONGEST : callTimeout;
        return lockWait.compareTo(most) < 0 ? lockWait : most;
    }

    /**
     * Where the settings came from, in the order of the documentation.
     *
     * @param ofCode the call timeout, if a program set it
     * @param offline whether a program said that the client is offline, or that it is not; null if the environment does
     * @param isOffline whether it is
     */
    List<Setting> settings(
            Setting repositories,
            List<Setting> ofCache,
            @Nullable Duration ofCode,
            @Nullable Boolean offline,
            boolean isOffline) {
        List<Setting> all = new ArrayList<>(ofCache);
        String wait = seconds(lockTimeout());
        all.add(0, repositories);
        all.addAll(List.of(
                Configuration.setting(
                        ofCode, environment, "call timeout", seconds(allowance()), "AUDMODEL_CALL_TIMEOUT"),
                lockWait.equals(DEFAULT_LOCK_TIMEOUT)
                        ? Setting.ofDefault("lock timeout", wait)
                        : Setting.ofCode("lock timeout", wait),
                Configuration.setting(offline, environment, "offline", String.valueOf(isOffline), "AUDMODEL_OFFLINE")));
        return all;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    /** @throws InvalidArgumentException if it is zero or negative */
    static Duration requirePositive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidArgumentException("the " + what + " has to be positive, and is " + duration);
        }
        return duration;
    }
}
