package io.audmodel.event.delivery;

import io.audmodel.event.ModelLoaded;
import io.audmodel.model.ModelKey;
import java.nio.file.Path;
import java.time.Duration;

/** Reports one load of a known model. Used by one thread at a time. */
public final class LoadReport {

    private final ModelKey key;
    private final EventScope scope;
    private final long begun = System.nanoTime();
    private boolean isHit = true;
    private long bytes;

    /** @param events those of the client; if nobody listens, nothing is reported */
    public LoadReport(EventHub events, ModelKey key) {
        this.key = key;
        this.scope = events.isHeard() ? EventScope.current() : EventScope.NOWHERE;
    }

    /** The model is about to be fetched. */
    public void missed() {
        isHit = false;
    }

    /** So much is unpacked. */
    public void unpacks(long length) {
        bytes = length;
    }

    /** Reports that the model is there. */
    public Path loaded(Path folder) {
        if (scope.isHeard()) {
            scope.send(new ModelLoaded(key.ref(), isHit, bytes, Duration.ofNanos(System.nanoTime() - begun)));
        }
        return folder;
    }
}
