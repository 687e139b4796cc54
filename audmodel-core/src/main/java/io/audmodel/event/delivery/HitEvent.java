package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import java.time.Duration;

/** Makes the event that tells that a call needed no work. Called only if somebody listens. */
@FunctionalInterface
public interface HitEvent<S> {

    /**
     * @param subject what the call is for
     * @param passed how long it took to find what the call returns
     */
    ClientEvent of(S subject, Duration passed);
}
