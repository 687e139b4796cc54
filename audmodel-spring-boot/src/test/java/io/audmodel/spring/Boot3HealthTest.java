package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.spring.AudModelProperties.Health;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What Boot 3's health endpoint shows. */
@AudModelTest
class Boot3HealthTest {

    @Models
    private TestRepository models;

    private ApplicationContextRunner application;

    @BeforeEach
    void publish(@Models AudModelBuilder client) {
        models.publish(
                ModelFixture.of("emotion", "1.0.0").file("labels.txt", "sad").alias("emotion-production"));
        application = TestApplication.of(
                        client,
                        Boot3HealthAutoConfiguration.class,
                        HealthContributorAutoConfiguration.class,
                        HealthEndpointAutoConfiguration.class,
                        EndpointAutoConfiguration.class)
                .withPropertyValues("audmodel.health.interval=0s");
    }

    @Test
    void health_isThatOfTheCheck_withEachFollowedModel() {
        application
                .withPropertyValues("audmodel.followed.emotion.ref=emotion-production")
                .run(context -> {
                    JsonNode health = json(context.getBean(HealthEndpoint.class).healthForPath("audmodel"));

                    assertThat(health.get("status").asText()).isEqualTo("UP");
                    JsonNode details = health.get("details");
                    assertThat(details.at("/repositories/0/healthy").asBoolean())
                            .isTrue();
                    assertThat(details.at("/repositories/0/repository").asText())
                            .contains("models");
                    assertThat(details.at("/cache/healthy").asBoolean()).isTrue();
                    assertThat(details.at("/followed/emotion/ref").asText()).isEqualTo("emotion-production");
                    assertThat(details.at("/followed/emotion/model").asText()).endsWith("-1.0.0");
                    assertThat(details.at("/followed/emotion/failedChecks").asInt())
                            .isZero();
                    assertThat(details.at("/followed/emotion/lastFailure").isMissingNode())
                            .isTrue();
                });
    }

    @Test
    void outage_isShown_andItsEnd() {
        application.run(context -> {
            HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
            models.failWith(RepositoryFault.UNAVAILABLE);
            JsonNode health = json(endpoint.healthForPath("audmodel"));

            assertThat(health.get("status").asText()).isEqualTo("DOWN");
            assertThat(health.at("/details/repositories/0/failure/type").asText())
                    .isEqualTo("UnavailableException");

            models.recover();
            assertThat(json(endpoint.healthForPath("audmodel")).get("status").asText())
                    .isEqualTo("UP");
        });
    }

    @Test
    void silentStore_isFoundWithinTheTimeout() {
        application.withPropertyValues("audmodel.health.timeout=100ms").run(context -> {
            models.failWith(RepositoryFault.HANGING);
            JsonNode health = json(context.getBean(HealthEndpoint.class).healthForPath("audmodel"));
            models.recover();

            assertThat(health.at("/details/repositories/0/failure/type").asText())
                    .isEqualTo("CallTimeoutException");
        });
    }

    @Test
    void probes_withinTheInterval_askOnce(@Models AudModelBuilder builder) {
        AtomicLong clock = new AtomicLong();

        try (AudModel client = builder.build()) {
            ClientCheck check = new ClientCheck(
                    client, new Health(Duration.ofSeconds(2), Duration.ofSeconds(30)), Map::of, clock::get);
            models.failWith(RepositoryFault.UNAVAILABLE);
            assertThat(check.report().healthy()).isFalse();
            models.recover();
            clock.addAndGet(Duration.ofSeconds(29).toNanos());
            long asked = models.requests();
            assertThat(check.report().healthy()).isFalse();
            assertThat(models.requests()).isEqualTo(asked);

            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(check.report().healthy()).isTrue();
        }
    }

    @Test
    void indicator_isNotThere_ifItIsSwitchedOff() {
        application
                .withPropertyValues("management.health.audmodel.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("audmodelHealthIndicator"));
        application
                .withPropertyValues("management.health.defaults.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("audmodelHealthIndicator"));
    }

    @Test
    void actuatorIsAbsent_clientIsThereAllTheSame(@Models AudModelBuilder client) {
        TestApplication.of(client, Boot3HealthAutoConfiguration.class, Boot4HealthAutoConfiguration.class)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AudModel.class)
                        .doesNotHaveBean("audmodelHealthIndicator"));
    }

    @Test
    void malformedTimes_areNamed() {
        assertFailure("audmodel.health.timeout=0s");
        assertFailure("audmodel.health.interval=-1s");
    }

    private void assertFailure(String property) {
        application
                .withPropertyValues(property)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining(property.substring(0, property.indexOf('='))));
    }

    private static JsonNode json(HealthComponent health) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        return mapper.readTree(mapper.writeValueAsString(health));
    }
}
