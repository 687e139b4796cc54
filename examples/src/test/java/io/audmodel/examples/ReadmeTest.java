package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of README.md, word for word. */
class ReadmeTest {

    @TempDir
    private Path host;

    @Test
    void sample() throws IOException {
        Path training = Files.createDirectories(host.resolve("training/log")).getParent();
        Files.writeString(training.resolve("log/training.csv"), "epoch,loss\n1,0.3\n");
        Repository models = new Repository("file-system", host.toString(), "models");
        Files.createDirectory(host.resolve("models"));
        Path cache = host.resolve("cache");

        try (AudModel audmodel =
                AudModel.builder().repository(models).cacheRoot(cache).build()) {
            ModelId id = audmodel.publish(PublishRequest.of(training, "speech-emotion", Version.of("1.0.0"))
                    .subgroup(Subgroup.of("emotion.mlp"))
                    .parameters(new Architecture("mlp", "egemaps", 16_000, List.of(88, 4)))
                    .meta(Map.of("recall", 0.71))
                    .alias(Alias.of("emotion-production")));

            Path folder = audmodel.load(ModelRef.of("emotion-production"));
            Architecture architecture = audmodel.parameters(id, Architecture.class);
            audmodel.updateMeta(id, Map.of("reviewed", true));
            assertThat(folder.resolve("log/training.csv")).hasContent("epoch,loss\n1,0.3\n");
            assertThat(architecture.network()).isEqualTo("mlp");
            assertThat(audmodel.meta(id)).isEqualTo(Map.of("recall", 0.71, "reviewed", true));
        }
    }
}
