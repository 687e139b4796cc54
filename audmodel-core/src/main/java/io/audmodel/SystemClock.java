package io.audmodel;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The system's time in the zone of this JVM. It loads the rules of time zones, which takes a while, only when a date is
 * needed.
 */
final class SystemClock extends Clock {

    private final Clock time = Clock.systemUTC();

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return time.withZone(zone);
    }

    @Override
    public Instant instant() {
        return time.instant();
    }
}
