package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.ProgressListener;
import io.audmodel.event.CallObserver;
import io.audmodel.event.EventListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes the client of the properties {@code audmodel.…}, if the application makes none. It gets all beans of type {@link
 * EventListener} and those of type {@link ProgressListener} and {@link CallObserver} if there is one, and is changed by {@link
 * AudModelCustomizer}s.
 */
@AutoConfiguration
@EnableConfigurationProperties(AudModelProperties.class)
@Import(FollowerBeans.class)
public class AudModelAutoConfiguration {

    @Bean
    static ModelResources audmodelResources() {
        return new ModelResources();
    }

    @Bean
    StartInterruption audmodelStartInterruption(Environment environment) {
        return new StartInterruption(
                environment.getProperty("spring.main.register-shutdown-hook", Boolean.class, true));
    }

    @Bean
    @ConditionalOnMissingBean
    AudModel audmodel(
            AudModelProperties properties,
            ResourceLoader resources,
            ObjectProvider<EventListener> events,
            ObjectProvider<ProgressListener> progress,
            ObjectProvider<CallObserver> observer,
            ObjectProvider<AudModelCustomizer> customizers,
            StartInterruption interruption) {
        AudModelBuilder builder = AudModel.builder();
        ClassLoader loader = resources.getClassLoader();
        if (loader != null) {
            builder.classLoader(loader);
        }
        PropertySettings.apply(properties, builder);
        events.orderedStream().forEach(builder::events);
        progress.ifUnique(builder::progress);
        observer.ifUnique(builder::observer);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return interruption.watch(builder.build());
    }
}
