package io.audmodel.event.jfr;

import io.audmodel.event.RequestEnded;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** {@link RequestEnded} in a recording. */
@Name("io.audmodel.RequestEnded")
@Label("Request Ended")
@Category("audmodel")
@Description("A request to a repository ended")
@StackTrace(false)
final class JfrRequestEnded extends Event {

    @Label("Repository")
    final String repository;

    @Label("Operation")
    final String operation;

    @Label("Content")
    @DataAmount(DataAmount.BYTES)
    final long bytes;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    @Label("Failure")
    final @Nullable String failure;

    JfrRequestEnded(RequestEnded event) {
        this.repository = event.repository();
        this.operation = event.operation();
        this.bytes = event.bytes();
        this.elapsed = event.duration().toNanos();
        this.failure = event.failure().orElse(null);
    }
}
