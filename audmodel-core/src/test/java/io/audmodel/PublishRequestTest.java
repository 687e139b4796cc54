package io.audmodel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublishRequestTest {

    @Test
    @SuppressWarnings("NullAway")
    void null_isNamed_notWhatWouldHaveBeenCalled() {
        Path folder = Path.of("model");
        assertThatThrownBy(() -> PublishRequest.of(null, "n", "1.0.0")).hasMessage("the folder of the model is null");
        assertThatThrownBy(() -> PublishRequest.of(folder, null, "1.0.0")).hasMessage("the name of the model is null");
        assertThatThrownBy(() -> PublishRequest.of(folder, "n", null)).hasMessage("the text of a version is null");
        assertThatThrownBy(() -> PublishRequest.of(folder, "n", "1.0.0").subgroup(null))
                .hasMessage("the subgroup is null");
        assertThatThrownBy(() -> PublishRequest.of(folder, "n", "1.0.0").alias(null))
                .hasMessage("the name of an alias is null");
    }
}
