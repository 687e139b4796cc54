package io.audmodel.event.delivery;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Logs the first failure of somebody who may fail without consequence. Thread-safe. */
final class FirstFailure {

    private final String name;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    /** @param name who fails, such as {@code the event listener com.example.Meters} */
    FirstFailure(String name) {
        this.name = name;
    }

    void log(Throwable failure) {
        if (hasFailed.compareAndSet(false, true)) {
            System.getLogger("io.audmodel")
                    .log(
                            Level.WARNING,
                            name + " failed, which changes nothing for the call; later failures of it are not logged",
                            failure);
        }
    }
}
