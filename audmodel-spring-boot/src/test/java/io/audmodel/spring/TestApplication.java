package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
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
}
