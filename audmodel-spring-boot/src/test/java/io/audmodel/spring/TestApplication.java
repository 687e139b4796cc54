package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications whose client has the repositories of a test. */
final class TestApplication {

    private TestApplication() {}

    /** @param client the settings of the client, which the application builds and closes */
    static ApplicationContextRunner of(AudModelBuilder client, Class<?>... autoConfigurations) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AudModelAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(autoConfigurations))
                .withBean("client", AudModel.class, client::build);
    }

    /** An application whose client is that of the library's own configuration, over a repository in memory. */
    static ApplicationContextRunner inMemory(Path cache, Class<?>... autoConfigurations) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AudModelAutoConfiguration.class))
                .withConfiguration(AutoConfigurations.of(autoConfigurations))
                .withBean(
                        AudModelCustomizer.class,
                        () -> builder ->
                                builder.repository(Repository.of("memory:tests#models"), new InMemoryBackend()))
                .withPropertyValues("audmodel.cache-root=" + cache);
    }
}
