package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What crashed or careless processes left in a cache is not believed. */
interface DamagedCacheSuite extends OnStorage {

    Map<String, Object> META = Map.of("round", 1);

    /** Empty, cut off, binary, another document, what a full disk or a proxy leaves, and what the reference writes. */
    List<String> DAMAGE = List.of(
            "",
            "auth",
            "author: sphinx\ndate: 2026-11-23\nname: on",
            "\u0000".repeat(120),
            "null\n",
            "<html>please log in</html>",
            "round: 2\n",
            "author: [unclosed\n",
            "!!python/name:audmodel.core.api.header ''\n",
            "round: 1\n? !!python/name:audmodel.core.api.header ''\n: null\n");

    private static ModelId published(Workshop workshop) {
        return workshop.client().publish(workshop.request("onnx", "1.0.0").meta(META));
    }

    @Test
    default void cachedHeader_damaged_isFetchedAgainAndHealed(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        AudModel client = workshop.client();
        client.header(id);
        Path cached = client.cacheRoot().resolve(id.shortId() + "/1.0.0.header.yaml");
        String intact = Files.readString(cached);
        for (String damage : DAMAGE) {
            Files.writeString(cached, damage);
            assertThat(client.header(id).name()).as(damage).isEqualTo("onnx");
            assertThat(cached).as(damage).hasContent(intact);
        }
        Files.writeString(cached, intact.replace("version: 1.0.0", "version: 2.0.0"));
        assertThat(client.version(id)).isEqualTo(id.version());
        assertThat(cached).hasContent(intact);
    }

    @Test
    default void cachedMeta_damaged_isFetchedAgainAndHealed(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        AudModel client = workshop.client();
        client.meta(id);
        Path cached = client.cacheRoot().resolve(id.shortId() + "/1.0.0.meta.yaml");
        String intact = Files.readString(cached);
        for (String damage : DAMAGE) {
            Files.writeString(cached, damage);
            assertThat(client.meta(id)).as(damage).isEqualTo(META);
            assertThat(cached).as(damage).hasContent(intact);
        }
    }

    @Test
    default void updateMeta_doesNotBuildOnADamagedCache(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        AudModel client = workshop.client();
        client.meta(id);
        Files.writeString(client.cacheRoot().resolve(id.shortId() + "/1.0.0.meta.yaml"), "foreign: true\n");
        assertThat(client.updateMeta(id, Map.of("k", 2))).isEqualTo(Map.of("round", 1, "k", 2));
    }

    @Test
    default void damagedHeader_withTheRepositoryGone_isAnError(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        AudModel warm = workshop.client();
        warm.header(id);
        Files.writeString(warm.cacheRoot().resolve(id.shortId() + "/1.0.0.header.yaml"), "");
        AudModel offline = workshop.open(workshop.builder()
                .cacheRoot(warm.cacheRoot())
                .repository(workshop.repository(), new DownBackend(workshop.repository())));
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> offline.header(id))
                .withMessageContaining(workshop.repository().toString());
    }

    @Test
    default void emptyModelFolder_isAMiss(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        AudModel client = workshop.client();
        Files.createDirectories(client.cacheRoot().resolve(id.shortId() + "/1.0.0"));
        assertThat(client.load(id)).isNotEmptyDirectory();
    }

    @Test
    default void whatACrashedPythonProcessLeft_isNotLoaded(Workshop workshop) {
        ModelId id = published(workshop);
        AudModel client = workshop.client();
        Path folder = client.cacheRoot().resolve(id.shortId().text());
        Samples.file(folder.resolve("1.0.0~/stale.bin"), "stale");
        Samples.file(folder.resolve("1.0.0~/~/model.zip"), "half");
        FileTree loaded = FileTree.of(client.load(id));
        assertThat(loaded).isEqualTo(FileTree.of(workshop.client().load(id)));
        assertThat(loaded.names()).doesNotContain("stale.bin");
    }
}
