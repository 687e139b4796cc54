package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Shows in Spring Boot 4 what the client's check finds; {@link Boot3HealthAutoConfiguration} does it in Boot 3. */
@AutoConfiguration(after = AudModelAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.health.contributor.HealthIndicator",
            "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
        })
@ConditionalOnSingleCandidate(AudModel.class)
class Boot4HealthAutoConfiguration {

    // On the method: its condition is loaded only where the class has been found.
    @Bean
    @ConditionalOnEnabledHealthIndicator("audmodel")
    @ConditionalOnMissingBean(name = "audmodelHealthIndicator")
    HealthIndicator audmodelHealthIndicator(
            AudModel client, AudModelProperties properties, ApplicationContext context) {
        ClientCheck check = new ClientCheck(
                client, properties.health(), () -> context.getBeansOfType(Follower.class), System::nanoTime);
        return () -> {
            ClientCheck.Report report = check.report();
            Status status = report.healthy() ? Status.UP : Status.DOWN;
            return Health.status(status).withDetails(report.details()).build();
        };
    }
}
