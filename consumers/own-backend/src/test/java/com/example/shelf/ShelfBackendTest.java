package com.example.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.testkit.BackendContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfBackendTest implements BackendContract {

    private final InMemoryBackend memory = new InMemoryBackend();

    @Override
    public Backend connect() {
        return ShelfBackend.of(memory.reconnect());
    }

    @Test
    void provider_isFoundByItsServiceFile_andShowsWhatPythonPublished(@TempDir Path cache) {
        Repository models = Repository.of("shelf:" + System.getProperty("models") + "#models");
        try (AudModel audmodel =
                AudModel.builder().repository(models).cacheRoot(cache).build()) {
            assertThat(audmodel.load(ModelRef.of("emotion-production")).resolve("readme.txt"))
                    .hasContent("hello\n");
        }
    }
}
