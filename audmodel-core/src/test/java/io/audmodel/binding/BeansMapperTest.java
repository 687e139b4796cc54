package io.audmodel.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** These tests run twice, with the mapper that we bring and with the oldest that hosts bring. */
class BeansMapperTest {

    @Test
    void mapper_isTheOneThatTheseTestsAreRunFor() {
        assertThat(ObjectMapper.class.getProtectionDomain().getCodeSource().getLocation())
                .asString()
                .endsWith("jackson-databind-" + System.getProperty("expected.jackson") + ".jar");
    }
}
