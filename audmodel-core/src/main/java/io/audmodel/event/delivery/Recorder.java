package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;

/** A listener of all clients that listens only at times: while it does not, what it gets is lost. */
public interface Recorder extends EventListener {

    /** Whether it listens now. Each call asks, so it has to be quick. */
    boolean isOn();

    /** Whether it wants to hear, while it listens, of a call that took so many nanoseconds and needed no work. */
    boolean wantsHit(long nanos);

    /** Returns one that never listens. */
    static Recorder none() {
        return new Recorder() {
            @Override
            public boolean isOn() {
                return false;
            }

            @Override
            public boolean wantsHit(long nanos) {
                return false;
            }

            @Override
            public void onEvent(ClientEvent event) {}
        };
    }
}
