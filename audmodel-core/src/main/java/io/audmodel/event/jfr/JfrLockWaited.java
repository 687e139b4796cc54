package io.audmodel.event.jfr;

import io.audmodel.event.LockWaited;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** {@link LockWaited} in a recording. */
@Name("io.audmodel.LockWaited")
@Label("Lock Waited")
@Category("audmodel")
@Description("A load waited until it was its turn to fetch a model")
@StackTrace(false)
final class JfrLockWaited extends Event {

    @Label("Model")
    final String model;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    @Label("Failure")
    final @Nullable String failure;

    JfrLockWaited(LockWaited event) {
        this.model = event.model().toString();
        this.elapsed = event.duration().toNanos();
        this.failure = event.failure().orElse(null);
    }
}
