package io.audmodel.spring;

import io.audmodel.event.CallObserver;
import io.audmodel.micrometer.AudModelObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Observes the calls of the client, where {@code audmodel-micrometer} is on the class path and the application has a registry
 * of observations.
 */
@AutoConfiguration(
        after = AudModelAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass({AudModelObservations.class, ObservationRegistry.class})
@ConditionalOnSingleCandidate(ObservationRegistry.class)
class AudModelObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(CallObserver.class)
    AudModelObservations audmodelObservations(ObservationRegistry registry) {
        return AudModelObservations.of(registry);
    }
}
