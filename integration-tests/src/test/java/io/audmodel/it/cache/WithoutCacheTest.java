package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.ModelQuery;
import io.audmodel.PruneRule;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.cache.CacheProvider;
import io.audmodel.error.BackendMissingException;
import io.audmodel.it.kit.WithoutServices;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the jar that has caches, whatever needs no folder works, and nothing takes effect and then fails. */
class WithoutCacheTest {

    private static final Alias LIVE = new Alias("live");

    @TempDir
    private Path folder;

    private Repository repository;
    private Path model;

    @BeforeEach
    void makeRepositoryAndModel() throws Exception {
        Files.createDirectories(folder.resolve("host/models"));
        repository = new Repository("file-system", folder.resolve("host").toString(), "models");
        model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("weights.txt"), "0.1 0.2");
    }

    @Test
    void everyCallButLoad_worksWithoutACache() throws Exception {
        try (AudModel audmodel = client()) {
            ModelId id = audmodel.publish(
                    request("1.0.0").meta(Map.of("recall", 0.5)).alias(Alias.of("live")));

            assertThat(audmodel.exists(id)).isTrue();
            assertThat(audmodel.header(LIVE).name()).isEqualTo("emotion");
            assertThat(audmodel.updateMeta(LIVE, Map.of("reviewed", true))).containsEntry("reviewed", true);
            assertThat(audmodel.replaceMeta(id, Map.of("recall", 1))).isEqualTo(audmodel.meta(id));
            assertThat(audmodel.versions(id)).containsExactly(id.version());
            assertThat(audmodel.aliases(id)).containsExactly(LIVE);
            assertThat(audmodel.url(id, UrlType.MODEL).getPath()).endsWith(id + ".zip");
            assertThat(audmodel.files(id)).hasSize(1);
            try (InputStream weights = audmodel.open(id, "weights.txt")) {
                assertThat(weights).hasContent("0.1 0.2");
            }
            try (var found = audmodel.find(ModelQuery.all())) {
                assertThat(found).hasSize(1);
            }
            ModelId next = audmodel.publish(request("2.0.0"));
            audmodel.setAlias(LIVE, next);
            assertThat(audmodel.resolveAlias(LIVE)).isEqualTo(next);
            assertThat(audmodel.removeAlias(LIVE)).isEqualTo(next);
        }
    }

    @Test
    void load_withoutACache_namesTheJar() {
        try (AudModel audmodel = client()) {
            ModelId id = audmodel.publish(request("1.0.0"));

            assertThatThrownBy(() -> audmodel.load(id)).isInstanceOf(BackendMissingException.class);
            assertThatThrownBy(() -> audmodel.load(id, FilePatterns.of("*.txt")))
                    .isInstanceOf(BackendMissingException.class);
            assertThatThrownBy(() -> audmodel.verify(id)).isInstanceOf(BackendMissingException.class);
            assertThatThrownBy(audmodel.cache()::list).isInstanceOf(BackendMissingException.class);
            assertThatThrownBy(() -> audmodel.cache().prune(PruneRule.maxBytes(0)))
                    .isInstanceOf(BackendMissingException.class);
            assertThatThrownBy(() -> audmodel.cache().remove(id))
                    .isInstanceOf(BackendMissingException.class)
                    .hasMessageContaining("audmodel-cache");
        }
    }

    private PublishRequest request(String version) {
        return PublishRequest.of(model, "emotion", Version.of(version));
    }

    private AudModel client() {
        return AudModel.builder()
                .classLoader(new WithoutServices(getClass().getClassLoader(), CacheProvider.class))
                .repository(repository)
                .cacheRoot(folder.resolve("cache"))
                .build();
    }
}
