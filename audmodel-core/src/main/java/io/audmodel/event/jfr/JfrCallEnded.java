package io.audmodel.event.jfr;

import io.audmodel.event.CallEnded;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** {@link CallEnded} in a recording. */
@Name("io.audmodel.CallEnded")
@Label("Call Ended")
@Category("audmodel")
@Description("A call of a client returned or threw")
@StackTrace(false)
final class JfrCallEnded extends Event {

    @Label("Method")
    final String method;

    @Label("Subject")
    final String subject;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    @Label("Failure")
    final @Nullable String failure;

    JfrCallEnded(CallEnded event) {
        this.method = event.method();
        this.subject = event.subject();
        this.elapsed = event.duration().toNanos();
        this.failure = event.failure().orElse(null);
    }

    @Name("shortest")
    @Label("Shortest")
    @Description("Leave out calls that took less time, unless they failed")
    @SettingDefinition
    boolean shortest(ShortestSetting setting) {
        return failure != null || setting.takes(elapsed);
    }
}
