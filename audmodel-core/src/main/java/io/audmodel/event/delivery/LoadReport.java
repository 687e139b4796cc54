package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.LockWaited;
import io.audmodel.event.ModelLoaded;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reports one load of a known model. Used by one thread at a time. */
public final class LoadReport {

    private final ModelKey key;
    private final EventScope scope;
    private final long begun = System.nanoTime();
    private boolean isWaiting;
    private boolean isHit = true;
    private long bytes;

    /** @param events those of the client; if nobody listens, nothing is reported */
    public LoadReport(EventHub events, ModelKey key) {
        this.key = key;
        this.scope = events.isHeard() ? EventScope.current() : EventScope.NOWHERE;
    }

    /**
     * The event of a model that was cached, where nobody had to be asked for what the reference stands for: it is that of
     * the one model itself.
     */
    public static ClientEvent hit(ModelRef ref, Duration passed) {
        return new ModelLoaded((ExactRef) ref, true, 0, passed);
    }

    /** Reports that the model is there. */
    public Path loaded(Path folder) {
        if (scope.isHeard()) {
            scope.send(new ModelLoaded(key.ref(), isHit, bytes, passed()));
        }
        return folder;
    }

    /** Reports what happens while a model is fetched, or others fetch it. */
    public Path filled(Supplier<Path> filling) {
        isWaiting = true;
        try {
            Path folder = filling.get();
            waited(Optional.empty());
            return loaded(folder);
        } catch (RuntimeException e) {
            waited(Optional.of(e));
            throw e;
        }
    }

    /** The wait for others is over, and the model has to be fetched. */
    public void fetches() {
        waited(Optional.empty());
        isHit = false;
    }

    /** So much is unpacked. */
    public void unpacks(long length) {
        bytes = length;
    }

    private void waited(Optional<RuntimeException> failure) {
        if (isWaiting && scope.isHeard()) {
            scope.send(new LockWaited(key.ref(), passed(), failure.map(Failures::nameOf)));
        }
        isWaiting = false;
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
