package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;

/** A listener of all clients that listens only at times: while it does not, what it gets is lost. */
public interface Recorder extends EventListener {

    /** Whether it listens now. Each call asks, so it has to be quick. */
    boolean isOn();

    /** Returns one that never listens. */
    static Recorder none() {
        return new Recorder() {
            @Override
            public boolean isOn() {
                return false;
            }

            @Override
            public void onEvent(ClientEvent event) {}
        };
    }
}
