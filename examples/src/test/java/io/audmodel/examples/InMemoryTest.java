package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testing.md tells those who test a program of theirs. */
class InMemoryTest {

    @TempDir
    private Path temporary;

    @Test
    void clientInMemory_publishesAndLoads_andAnotherSeesIt() throws IOException {
        InMemoryBackend models = new InMemoryBackend();
        AudModel audmodel = AudModel.builder()
                .repository(Repository.of("memory:tests#models"), models)
                .cacheRoot(temporary.resolve("cache"))
                .build();
        Path training = Files.createDirectories(temporary.resolve("training"));
        Files.writeString(training.resolve("weights.txt"), "0.1 0.2");

        ModelId id = audmodel.publish(
                PublishRequest.of(training, "tiny", Version.of("1.0.0")).alias(Alias.of("newest")));

        assertThat(audmodel.load(Alias.of("newest")).resolve("weights.txt")).hasContent("0.1 0.2");
        try (AudModel other = AudModel.builder()
                .repository(Repository.of("memory:tests#models"), models.reconnect())
                .cacheRoot(temporary.resolve("other"))
                .build()) {
            assertThat(other.exists(id)).isTrue();
        }
        audmodel.close();
    }
}
