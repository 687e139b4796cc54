package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.micrometer.AudModelObservations;
import io.audmodel.model.ModelRef;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;

/** Loads the models that its arguments name, and prints each observation from its beginning to its end. */
final class ObservedLoads {

    private ObservedLoads() {}

    public static void main(String[] refs) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationTextPublisher(System.out::println));
        try (AudModel audmodel =
                AudModel.builder().observer(AudModelObservations.of(registry)).build()) {
            for (String ref : refs) {
                audmodel.load(ModelRef.of(ref));
            }
        }
    }
}
