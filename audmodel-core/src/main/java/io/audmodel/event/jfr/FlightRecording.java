package io.audmodel.event.jfr;

import io.audmodel.event.delivery.Recorder;

/** Whether this runtime can record events: its module {@code jdk.jfr} is optional. */
public final class FlightRecording {

    private static final Recorder RECORDER = find();

    private FlightRecording() {}

    /** What puts events into the recordings that want them; without the module, it never listens. */
    public static Recorder recorder() {
        return RECORDER;
    }

    private static Recorder find() {
        try {
            return JfrRecorder.found();
        } catch (LinkageError e) {
            return Recorder.none();
        }
    }
}
