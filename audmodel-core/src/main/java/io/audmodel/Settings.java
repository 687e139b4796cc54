package io.audmodel;

import io.audmodel.backend.Environment;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ArchiveLimits;
import java.time.Clock;
import java.time.Duration;

/** What the calls of one client, or of one view of it, have in common. */
record Settings(
        Environment environment,
        Clock clock,
        ArchiveLimits limits,
        Duration grace,
        Duration timeout,
        ProgressListener progress) {

    Settings withTimeout(Duration other) {
        return new Settings(environment, clock, limits, grace, requirePositive(other, "time-out"), progress);
    }

    Settings withProgress(ProgressListener other) {
        return new Settings(environment, clock, limits, grace, timeout, other);
    }

    /** @throws InvalidArgumentException if it is zero or negative */
    static Duration requirePositive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidArgumentException("the " + what + " has to be positive, and is " + duration);
        }
        return duration;
    }
}
