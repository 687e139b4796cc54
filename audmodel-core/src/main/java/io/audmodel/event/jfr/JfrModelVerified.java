package io.audmodel.event.jfr;

import io.audmodel.event.ModelVerified;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@link ModelVerified} in a recording. */
@Name("io.audmodel.ModelVerified")
@Label("Model Verified")
@Category("audmodel")
@Description("A model was verified")
@StackTrace(false)
final class JfrModelVerified extends Event {

    @Label("Model")
    final String model;

    @Label("Damages")
    final int damages;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    JfrModelVerified(ModelVerified event) {
        this.model = event.model().toString();
        this.damages = event.damages();
        this.elapsed = event.duration().toNanos();
    }
}
