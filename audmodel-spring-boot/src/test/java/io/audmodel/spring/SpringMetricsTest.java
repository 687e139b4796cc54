package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.TestRepository;
import io.audmodel.micrometer.AudModelMetrics;
import io.audmodel.model.ModelRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Meters in the registry of the application. */
@AudModelTest
class SpringMetricsTest {

    @Models
    private TestRepository models;

    @TempDir
    private Path folder;

    @Test
    void client_isMeasured_inTheRegistryOfTheApplication() {
        application().withConfiguration(registries()).run(context -> {
            AudModel client = context.getBean(AudModel.class);
            assertThat(client.exists(ModelRef.of("emotion-production"))).isFalse();

            assertThat(context.getBean(MeterRegistry.class)
                            .get("audmodel.calls")
                            .tag("method", "exists")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void followers_areMeasured(@Models AudModelBuilder client) {
        models.publish(
                ModelFixture.of("emotion", "1.0.0").file("labels.txt", "sad").alias("emotion-production"));
        TestApplication.of(client, AudModelMetricsAutoConfiguration.class)
                .withConfiguration(registries())
                .withPropertyValues("audmodel.followed.emotion.ref=emotion-production")
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .get("audmodel.followers.failed.checks")
                                .tag("ref", "emotion-production")
                                .gauge()
                                .value())
                        .isZero());
    }

    @Test
    void noRegistry_noMeters() {
        application()
                .run(context ->
                        assertThat(context).hasSingleBean(AudModel.class).doesNotHaveBean(AudModelMetrics.class));
    }

    @Test
    void micrometerIsAbsent_orTheJarForIt_clientIsThereAllTheSame() {
        for (String absent : new String[] {"io.micrometer", "io.audmodel.micrometer"}) {
            application()
                    .withClassLoader(new FilteredClassLoader(absent))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(AudModel.class)
                            .doesNotHaveBean("audmodelMetrics"));
        }
    }

    private ApplicationContextRunner application() {
        return TestApplication.inMemory(folder, AudModelMetricsAutoConfiguration.class);
    }

    private static AutoConfigurations registries() {
        return AutoConfigurations.of(
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class);
    }
}
