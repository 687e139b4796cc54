package io.audmodel.event.jfr;

import io.audmodel.event.RequestRetried;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@link RequestRetried} in a recording. */
@Name("io.audmodel.RequestRetried")
@Label("Request Retried")
@Category("audmodel")
@Description("A backend is about to send a request again")
@StackTrace(false)
final class JfrRequestRetried extends Event {

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

    JfrRequestRetried(RequestRetried event) {
        this.repository = event.repository();
        this.operation = event.operation();
        this.attempt = event.attempt();
        this.pause = event.pause().toNanos();
        this.failure = event.failure();
    }
}
