package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.CacheException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that cannot be written costs what needs to write, and nothing else. */
class CacheOutOfReachTest {

    @TempDir
    private Path folder;

    @Test
    void cacheThatCannotBeWritten_hidesNeitherAnAbsenceNorDamage() throws Exception {
        Files.createDirectories(folder.resolve("host/models"));
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("weights.txt"), "0.1 0.2");
        Path nowhere = Files.createSymbolicLink(folder.resolve("cache"), folder.resolve("not/there"));
        try (AudModel audmodel = AudModel.builder()
                .repository(new Repository("file-system", folder.resolve("host").toString(), "models"))
                .cacheRoot(nowhere)
                .build()) {
            ModelId id = audmodel.publish(PublishRequest.of(model, "emotion", "1.0.0"));

            assertThat(audmodel.verify(id).isIntact()).isTrue();
            assertThatThrownBy(() -> audmodel.load(id)).isInstanceOf(CacheException.class);
            assertThatThrownBy(() -> audmodel.load(ModelRef.parse("00000000-1.0.0")))
                    .isInstanceOf(ModelNotFoundException.class);
        }
    }
}
