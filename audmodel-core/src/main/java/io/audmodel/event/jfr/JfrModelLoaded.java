package io.audmodel.event.jfr;

import io.audmodel.event.ModelLoaded;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** {@link ModelLoaded} in a recording. */
@Name("io.audmodel.ModelLoaded")
@Label("Model Loaded")
@Category("audmodel")
@Description("A load found or fetched a model")
@StackTrace(false)
final class JfrModelLoaded extends Event {

    @Label("Model")
    final String model;

    @Label("Cache Hit")
    final boolean hit;

    @Label("Unpacked")
    @DataAmount(DataAmount.BYTES)
    final long bytes;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    final long elapsed;

    JfrModelLoaded(ModelLoaded event) {
        this.hit = event.hit();
        this.bytes = event.bytes();
        this.elapsed = event.duration().toNanos();
        // Making the text takes longer than a look at the cache.
        this.model = shouldCommit() ? event.model().toString() : "";
    }

    @Name("shortest")
    @Label("Shortest")
    @Description("Leave out models that were cached and took less time to find")
    @SettingDefinition
    boolean shortest(ShortestSetting setting) {
        return !hit || setting.takes(elapsed);
    }
}
