package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.micrometer.AudModelMetrics;
import io.audmodel.model.ModelRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Loads the models that its arguments name, and prints what was measured. */
final class MeasuredLoads {

    private MeasuredLoads() {}

    public static void main(String[] refs) {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (AudModel audmodel =
                AudModel.builder().events(AudModelMetrics.of(registry)).build()) {
            for (String ref : refs) {
                audmodel.load(ModelRef.of(ref));
            }
        } finally {
            registry.getMeters().forEach(meter -> System.out.println(meter.getId() + " " + meter.measure()));
        }
    }
}
