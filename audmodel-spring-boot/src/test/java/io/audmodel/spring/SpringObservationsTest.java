package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.event.CallObserver;
import io.audmodel.micrometer.AudModelObservations;
import io.audmodel.model.ModelRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Observations in the registry of the application. */
class SpringObservationsTest {

    @TempDir
    private Path folder;

    @Test
    void client_isObserved_inTheRegistryOfTheApplication() {
        application().withConfiguration(registries()).run(context -> {
            ask(context);

            assertThat(context.getBean(MeterRegistry.class)
                            .get("audmodel.call")
                            .tags("method", "exists", "error", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void application_switchesThemOff_asThoseOfAnyOther() {
        application()
                .withConfiguration(registries())
                .withPropertyValues("management.observations.enable.audmodel=false")
                .run(context -> {
                    ask(context);

                    assertThat(context.getBean(MeterRegistry.class)
                                    .find("audmodel.call")
                                    .timer())
                            .isNull();
                });
    }

    @Test
    void observerOfTheApplication_takesTheirPlace() {
        List<String> calls = new ArrayList<>();
        CallObserver observer = (method, subject) -> {
            calls.add(method);
            return AudModelObservations.of(ObservationRegistry.NOOP).call(method, subject);
        };
        application()
                .withConfiguration(registries())
                .withBean(CallObserver.class, () -> observer)
                .run(context -> {
                    ask(context);

                    assertThat(context).doesNotHaveBean(AudModelObservations.class);
                    assertThat(calls).containsExactly("exists");
                });
    }

    @Test
    void noRegistry_noObservations() {
        application()
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AudModel.class)
                        .doesNotHaveBean(AudModelObservations.class));
    }

    @Test
    void micrometerIsAbsent_orTheJarForIt_clientIsThereAllTheSame() {
        for (String absent : new String[] {"io.micrometer", "io.audmodel.micrometer"}) {
            application()
                    .withClassLoader(new FilteredClassLoader(absent))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(AudModel.class)
                            .doesNotHaveBean("audmodelObservations"));
        }
    }

    private static void ask(AssertableApplicationContext context) {
        assertThat(context.getBean(AudModel.class).exists(ModelRef.of("emotion-production")))
                .isFalse();
    }

    private ApplicationContextRunner application() {
        return TestApplication.inMemory(folder, AudModelObservationAutoConfiguration.class);
    }

    private static AutoConfigurations registries() {
        return AutoConfigurations.of(
                ObservationAutoConfiguration.class,
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class);
    }
}
