package io.audmodel.event.jfr;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.delivery.Recorder;
import jdk.jfr.FlightRecorder;

/**
 * Puts events into the recordings that want them. Before the first recording of the process it does nothing: it does not
 * even load the classes of the kinds of events.
 */
final class JfrRecorder implements Recorder {

    /** @throws LinkageError if the runtime has no module {@code jdk.jfr}, or keeps it from this library */
    static JfrRecorder found() {
        boolean unused = FlightRecorder.isInitialized();
        return new JfrRecorder();
    }

    @Override
    public boolean isOn() {
        return FlightRecorder.isInitialized() && JfrKind.isAnyEnabled();
    }

    @Override
    public boolean wantsHit(long nanos) {
        return FlightRecorder.isInitialized() && ShortestSetting.isAnyBelow(nanos);
    }

    @Override
    public void onEvent(ClientEvent event) {
        if (FlightRecorder.isInitialized()) {
            JfrKind.record(event);
        }
    }
}
