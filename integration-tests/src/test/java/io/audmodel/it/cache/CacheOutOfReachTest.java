package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.CacheException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cache that cannot be written costs what needs to write, and nothing else. */
class CacheOutOfReachTest {

    @TempDir
    private Path folder;

    @Test
    void cacheThatCannotBeRead_costsWhatAsksRepositoriesNothing() throws Exception {
        Files.createDirectories(folder.resolve("host/models"));
        Path model = Files.createDirectory(folder.resolve("model"));
        Path file = Files.writeString(model.resolve("weights.txt"), "0.1 0.2");
        Alias live = new Alias("live");
        try (AudModel audmodel = AudModel.builder()
                .repository(new Repository("file-system", folder.resolve("host").toString(), "models"))
                .cacheRoot(file.resolve("cache"))
                .build()) {
            ModelId id = audmodel.publish(
                    PublishRequest.of(model, "emotion", Version.of("1.0.0")).alias(Alias.of("live")));

            assertThat(audmodel.aliases(id)).containsExactly(live);
            assertThat(audmodel.files(live)).hasSize(1);
            try (InputStream weights = audmodel.open(id, "weights.txt")) {
                assertThat(weights).hasContent("0.1 0.2");
            }
            assertThat(audmodel.updateMeta(live, Map.of("k", 1))).isEqualTo(audmodel.meta(id));
            assertThat(audmodel.removeAlias(live)).isEqualTo(id);
            assertThat(audmodel.exists(live)).isFalse();
            assertThatThrownBy(() -> audmodel.load(id)).isInstanceOf(CacheException.class);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "paths are shorter elsewhere")
    void pathThatIsTooLongInThisCache_asksForAShorterRoot() throws Exception {
        Files.createDirectories(folder.resolve("host/models"));
        Path model = folder.resolve("m");
        Path deep = model;
        while (deep.toString().length() < 3_800) {
            deep = deep.resolve("d".repeat(150));
        }
        Files.writeString(Files.createDirectories(deep).resolve("weights.txt"), "0.1 0.2");
        try (AudModel audmodel = AudModel.builder()
                .repository(new Repository("file-system", folder.resolve("host").toString(), "models"))
                .cacheRoot(folder.resolve("c".repeat(250)))
                .build()) {
            ModelId id = audmodel.publish(PublishRequest.of(model, "emotion", Version.of("1.0.0")));

            assertThatThrownBy(() -> audmodel.load(id))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("choose a cache root with a shorter path");
            assertThat(audmodel.withCacheRoot(folder.resolve("c")).load(id)).isNotEmptyDirectory();
        }
    }

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
            ModelId id = audmodel.publish(PublishRequest.of(model, "emotion", Version.of("1.0.0")));

            assertThat(audmodel.verify(id).isIntact()).isTrue();
            assertThatThrownBy(() -> audmodel.load(id)).isInstanceOf(CacheException.class);
            assertThatThrownBy(() -> audmodel.load(ModelRef.of("00000000-1.0.0")))
                    .isInstanceOf(ModelNotFoundException.class);
        }
    }
}
