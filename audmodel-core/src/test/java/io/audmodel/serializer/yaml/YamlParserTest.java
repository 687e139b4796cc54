package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** These tests run twice, with the parser that we bring and with the oldest that hosts bring. */
class YamlParserTest {

    @Test
    void parser_isTheOneThatTheseTestsAreRunFor() {
        assertThat(LoadSettings.class.getProtectionDomain().getCodeSource().getLocation())
                .asString()
                .endsWith("snakeyaml-engine-" + System.getProperty("expected.snakeyaml.engine") + ".jar");
    }
}
