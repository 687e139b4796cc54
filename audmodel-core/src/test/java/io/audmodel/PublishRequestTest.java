package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.model.Alias;
import io.audmodel.model.Compression;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishRequestTest {

    @Test
    @SuppressWarnings("NullAway")
    void null_isNamed_notWhatWouldHaveBeenCalled() {
        Path folder = Path.of("model");
        assertThatThrownBy(() -> PublishRequest.of(null, "n", Version.of("1.0.0")))
                .hasMessage("the folder of the model is null");
        assertThatThrownBy(() -> PublishRequest.of(folder, null, Version.of("1.0.0")))
                .hasMessage("the name of the model is null");
        assertThatThrownBy(() -> PublishRequest.of(folder, "n", null)).hasMessage("the version of the model is null");
        assertThatThrownBy(() ->
                        PublishRequest.of(folder, "n", Version.of("1.0.0")).subgroup(null))
                .hasMessage("the subgroup is null");
        assertThatThrownBy(() ->
                        PublishRequest.of(folder, "n", Version.of("1.0.0")).alias(null))
                .hasMessage("the alias is null");
    }

    @Test
    void step_givesAnotherRequest_andLeavesThisOneAsItWas() {
        PublishRequest plain = PublishRequest.of(Path.of("model"), "n", Version.of("1.0.0"));
        PublishRequest full = plain.parameters(Map.of("layers", 3))
                .subgroup(Subgroup.of("emotion.cnn"))
                .meta(Map.of("recall", 0.7))
                .author("ada")
                .date(LocalDate.of(2026, 2, 3))
                .alias(Alias.of("emotion"))
                .repository(Repository.of("file-system:/data/host#models"))
                .compression(Compression.stored())
                .takeOver();

        assertThat(plain.id())
                .isEqualTo(PublishRequest.of(Path.of("other"), "n", Version.of("1.0.0"))
                        .id())
                .isNotEqualTo(full.id());
        assertThat(plain.meta()).isEmpty();
        assertThat(plain.author()).isEmpty();
        assertThat(plain.date()).isEmpty();
        assertThat(plain.alias()).isEmpty();
        assertThat(plain.repository()).isEmpty();
        assertThat(plain.compression()).isEqualTo(Compression.auto());
        assertThat(plain.takesOver()).isFalse();

        assertThat(full.author()).contains("ada");
        assertThat(full.date()).contains(LocalDate.of(2026, 2, 3));
        assertThat(full.compression()).isEqualTo(Compression.stored());
        assertThat(full.takesOver()).isTrue();
        assertThat(full.author("bob").id()).isEqualTo(full.id());
    }
}
