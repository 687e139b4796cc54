package io.audmodel.event.jfr;

import io.audmodel.event.FollowerCheckFailed;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@link FollowerCheckFailed} in a recording. */
@Name("io.audmodel.FollowerCheckFailed")
@Label("Follower Check Failed")
@Category("audmodel")
@Description("A check of a follower failed, and the model stays")
@StackTrace(false)
final class JfrFollowerCheckFailed extends Event {

    @Label("Reference")
    final String ref;

    @Label("Model")
    final String model;

    @Label("Failed Checks")
    final long failedChecks;

    @Label("Failure")
    final String failure;

    JfrFollowerCheckFailed(FollowerCheckFailed event) {
        this.ref = event.ref().toString();
        this.model = event.model().toString();
        this.failedChecks = event.failedChecks();
        this.failure = event.failure();
    }
}
