package io.audmodel.event.jfr;

import io.audmodel.event.RequestRepeated;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@link RequestRepeated} in a recording. */
@Name("io.audmodel.RequestRepeated")
@Label("Request Repeated")
@Category("audmodel")
@Description("A backend is about to repeat a request")
@StackTrace(false)
final class JfrRequestRepeated extends Event {

    @Label("Repository")
    final String repository;

    @Label("Operation")
    final String operation;

    @Label("Failed Attempts")
    final int attempt;

    @Label("Pause")
    @Timespan(Timespan.NANOSECONDS)
    final long pause;

    @Label("Failure")
    final String failure;

    JfrRequestRepeated(RequestRepeated event) {
        this.repository = event.repository();
        this.operation = event.operation();
        this.attempt = event.attempt();
        this.pause = event.pause().toNanos();
        this.failure = event.failure();
    }
}
