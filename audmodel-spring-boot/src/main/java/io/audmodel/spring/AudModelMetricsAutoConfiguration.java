package io.audmodel.spring;

import io.audmodel.follow.Follower;
import io.audmodel.micrometer.AudModelMetrics;
import io.audmodel.micrometer.FollowerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Measures what the client and all followers do, where {@code audmodel-micrometer} is on the class path and the application has
 * a registry of meters.
 */
@AutoConfiguration(
        after = AudModelAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({AudModelMetrics.class, MeterRegistry.class})
@ConditionalOnSingleCandidate(MeterRegistry.class)
class AudModelMetricsAutoConfiguration {

    /** A listener as any other of the application: the client gets them all. */
    @Bean
    @ConditionalOnMissingBean
    AudModelMetrics audmodelMetrics(MeterRegistry registry) {
        return AudModelMetrics.of(registry);
    }

    @Bean
    @ConditionalOnMissingBean(name = "audmodelFollowerMetrics")
    MeterBinder audmodelFollowerMetrics(ObjectProvider<Follower> followers) {
        return registry ->
                followers.orderedStream().forEach(follower -> new FollowerMetrics(follower).bindTo(registry));
    }
}
