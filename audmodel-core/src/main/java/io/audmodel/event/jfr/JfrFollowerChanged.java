package io.audmodel.event.jfr;

import io.audmodel.event.FollowerChanged;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@link FollowerChanged} in a recording. */
@Name("io.audmodel.FollowerChanged")
@Label("Follower Changed")
@Category("audmodel")
@Description("A follower serves another model than before")
@StackTrace(false)
final class JfrFollowerChanged extends Event {

    @Label("Reference")
    final String ref;

    @Label("Model Before")
    final String before;

    @Label("Model")
    final String model;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    JfrFollowerChanged(FollowerChanged event) {
        this.ref = event.ref().toString();
        this.before = event.before().toString();
        this.model = event.model().toString();
        this.elapsed = event.duration().toNanos();
    }
}
