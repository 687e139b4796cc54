package io.audmodel.event.jfr;

import io.audmodel.event.ReferenceResolved;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@link ReferenceResolved} in a recording. */
@Name("io.audmodel.ReferenceResolved")
@Label("Reference Resolved")
@Category("audmodel")
@Description("A client found out which model a reference stands for")
@StackTrace(false)
final class JfrReferenceResolved extends Event {

    @Label("Reference")
    final String ref;

    @Label("Model")
    final String model;

    @Label("Stale")
    final boolean isStale;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    JfrReferenceResolved(ReferenceResolved event) {
        this.ref = event.ref().toString();
        this.model = event.model().toString();
        this.isStale = event.isStale();
        this.elapsed = event.duration().toNanos();
    }
}
