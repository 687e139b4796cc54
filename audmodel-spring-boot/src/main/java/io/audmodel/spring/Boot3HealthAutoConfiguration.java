package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Shows in Spring Boot 3 what the client's check finds; {@link Boot4HealthAutoConfiguration} does it in Boot 4. */
@AutoConfiguration(after = AudModelAutoConfiguration.class)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.health.HealthIndicator",
            "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
        })
@ConditionalOnSingleCandidate(AudModel.class)
class Boot3HealthAutoConfiguration {

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
