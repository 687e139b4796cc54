package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.FilePatterns;
import io.audmodel.PruneReport;
import io.audmodel.PruneRule;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in the cache of a client, and how it is made smaller. */
interface ModelCacheSuite extends OnStorage {

    PruneRule NOTHING = PruneRule.maxBytes(Long.MAX_VALUE);

    /** Three models of the same size, used one, two and three days ago, in this order. */
    private static List<ModelId> loaded(Workshop workshop, AudModel client) throws IOException {
        List<ModelId> ids = List.of(
                client.publish(workshop.request("onnx", "1.0.0")),
                client.publish(workshop.request("onnx", "2.0.0")),
                client.publish(workshop.request("torch", "1.0.0")));
        for (int i = 0; i < ids.size(); i++) {
            age(client.load(ids.get(i)), Duration.ofDays(i + 1));
        }
        return ids;
    }

    private static void age(Path model, Duration age) throws IOException {
        Files.setLastModifiedTime(model, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    default void list_tellsFolderSizeAndUse_oldestFirst(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        assertThat(client.cache().list()).isEmpty();
        List<ModelId> ids = loaded(workshop, client);
        List<CachedModel> models = client.cache().list();
        assertThat(models).extracting(CachedModel::ref).containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(models).allSatisfy(model -> {
            Path folder = client.cacheRoot().resolve(model.ref().toString().replaceFirst("-", "/"));
            assertThat(model.folder()).isEqualTo(folder);
            assertThat(model.size()).isGreaterThan(10_240).isLessThan(20_000);
            assertThat(model.lastUse()).isBefore(Instant.now().minus(Duration.ofHours(23)));
        });
    }

    @Test
    default void remove_makesTheNextLoadFetchAgain(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        List<ModelId> ids = loaded(workshop, client);
        ModelId id = ids.get(0);
        FileTree files = FileTree.of(client.load(id));
        assertThat(client.cache().remove(id)).isTrue();
        assertThat(client.cache().list())
                .extracting(CachedModel::ref)
                .doesNotContain(id)
                .hasSize(2);
        assertThat(client.cache().remove(id)).isFalse();
        assertThat(FileTree.of(client.load(id))).isEqualTo(files);
        assertThat(client.header(id).name()).isEqualTo("onnx");
    }

    @Test
    default void partsOfModels_areListedAndRemovedAsModelsAre(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0"));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        Path part = client.load(one, FilePatterns.of("log/*"));
        client.load(two, FilePatterns.of("log/*"));
        client.load(two, FilePatterns.of("*.yaml"));

        assertThat(client.cache().list())
                .hasSize(3)
                .filteredOn(model -> model.ref().equals(one))
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.folder()).isEqualTo(part);
                    assertThat(model.size()).isPositive();
                });
        assertThat(client.cache().remove(two)).isTrue();
        assertThat(client.cache().list()).extracting(CachedModel::ref).containsExactly(one);
        PruneReport report = client.cache().prune(PruneRule.maxBytes(0).sparing(Duration.ZERO));
        assertThat(report.removed()).extracting(CachedModel::ref).containsExactly(one);
        assertThat(part).doesNotExist();
    }

    @Test
    default void held_isLoadedFirst_andStaysWhateverIsPruned(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        PruneRule everything = PruneRule.maxBytes(0).sparing(Duration.ZERO);
        try (HeldModel held = client.hold(id.shortId())) {
            assertThat(held.ref()).isEqualTo(id);
            assertThat(held.folder()).isEqualTo(client.load(id)).isNotEmptyDirectory();
            PruneReport report = client.cache().prune(everything);
            assertThat(report.removed()).isEmpty();
            assertThat(report.held()).extracting(CachedModel::ref).containsExactly(id);
            assertThat(report.kept()).isEqualTo(report.held());
            assertThat(report.refusals()).isEmpty();
            assertThat(report.bytesLeft()).isPositive();
            assertThatThrownBy(() -> client.cache().remove(id))
                    .isInstanceOf(ModelHeldException.class)
                    .hasMessageContaining(held.folder().toString());
        }
        assertThat(client.cache().prune(everything).removed())
                .extracting(CachedModel::ref)
                .containsExactly(id);
        assertThatThrownBy(() -> client.hold(ModelRef.of("00000000-1.0.0"))).isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    default void held_byPatterns_isWhatWasLoadedByThem(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        FilePatterns logs = FilePatterns.of("log/*");
        PruneRule everything = PruneRule.maxBytes(0).sparing(Duration.ZERO);
        try (HeldModel part = client.hold(id, logs)) {
            assertThat(part.folder()).isEqualTo(client.load(id, logs));
            Path whole = client.load(id);
            assertThat(client.cache().prune(everything).held())
                    .extracting(CachedModel::folder)
                    .containsExactly(part.folder());
            assertThat(whole).doesNotExist();
            client.load(id);
            try (HeldModel model = client.hold(id, logs)) {
                assertThat(model.folder())
                        .as("the whole model, which is cached")
                        .isEqualTo(whole);
            }
        }
        assertThat(client.cache().prune(everything).removed()).hasSize(2);
    }

    @Test
    default void prune_byAge_takesWhatNobodyUsed(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        List<ModelId> ids = loaded(workshop, client);
        PruneReport report = client.cache().prune(PruneRule.unusedFor(Duration.ofHours(36)));
        assertThat(report.removed()).extracting(CachedModel::ref).containsExactly(ids.get(2), ids.get(1));
        assertThat(report.kept()).isEmpty();
        assertThat(client.cache().list()).extracting(CachedModel::ref).containsExactly(ids.get(0));
    }

    @Test
    default void prune_bySize_takesTheOldest_untilTheRestFits(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        List<ModelId> ids = loaded(workshop, client);
        long one = client.cache().list().get(0).size();
        PruneReport report = client.cache().prune(PruneRule.maxBytes(2 * one + 100));
        assertThat(report.removed()).extracting(CachedModel::ref).containsExactly(ids.get(2));
        assertThat(report.bytesFreed()).isEqualTo(one);
        assertThat(report.bytesLeft())
                .isEqualTo(client.cache().list().stream()
                        .mapToLong(CachedModel::size)
                        .sum());
        assertThat(client.cache().prune(PruneRule.maxBytes(2 * one + 100)).removed())
                .isEmpty();
    }

    @Test
    default void prune_sparesWhatWasUsedAMomentAgo_unlessToldOtherwise(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        List<ModelId> ids = loaded(workshop, client);
        age(client.load(ids.get(0)), Duration.ofMinutes(30));
        PruneReport report = client.cache().prune(PruneRule.maxBytes(0));
        assertThat(report.removed()).hasSize(2);
        assertThat(report.kept()).extracting(CachedModel::ref).containsExactly(ids.get(0));
        assertThat(report.bytesLeft()).isPositive();
        assertThat(client.cache()
                        .prune(PruneRule.maxBytes(0).sparing(Duration.ZERO))
                        .bytesLeft())
                .isZero();
        assertThat(client.cache().list()).isEmpty();
    }

    @Test
    default void aLoad_isAUse_andALookIsNone(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        List<ModelId> ids = loaded(workshop, client);
        AudModel other = workshop.open(workshop.builder(workshop.repository()).cacheRoot(client.cacheRoot()));
        other.load(ids.get(2));
        assertThat(client.cache().list())
                .extracting(CachedModel::ref)
                .containsExactly(ids.get(1), ids.get(0), ids.get(2));
        assertThat(client.cache()
                        .prune(PruneRule.unusedFor(Duration.ofHours(1)))
                        .removed())
                .hasSize(2);
    }

    @Test
    default void prune_withoutAnyLimit_removesNothing(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        loaded(workshop, client);
        assertThat(client.cache().prune(NOTHING).removed()).isEmpty();
        assertThat(client.cache().prune(NOTHING.sparing(Duration.ZERO)).kept()).isEmpty();
        assertThat(client.cache().list()).hasSize(3);
    }

    @Test
    default void rules_refuseNegativeLimits(Workshop workshop) {
        Duration negative = Duration.ofSeconds(-1);
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> PruneRule.maxBytes(-1));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> PruneRule.unusedFor(negative));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> NOTHING.sparing(negative))
                .withMessageContaining("PT-1S");
    }
}
