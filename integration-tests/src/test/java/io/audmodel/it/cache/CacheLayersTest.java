package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.CachedModel;
import io.audmodel.FilePatterns;
import io.audmodel.ModelQuery;
import io.audmodel.PruneRule;
import io.audmodel.backend.Environment;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.error.NotFoundException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Read-only base caches below the one that a client fills. */
class CacheLayersTest implements OnStorage {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    /** A base that another client filled as its cache, whose models were not used for long. */
    private static Path filled(Workshop workshop, ModelId... ids) throws IOException {
        Path base = workshop.fresh("cache-base");
        AudModel filler = workshop.open(workshop.builder(workshop.repository()).cacheRoot(base));
        for (ModelId id : ids) {
            Files.setLastModifiedTime(filler.load(id), FileTime.from(Instant.EPOCH));
        }
        return base;
    }

    private static AudModel above(Workshop workshop, Path... bases) {
        return workshop.open(workshop.builder(workshop.repository()).cacheBases(List.of(bases)));
    }

    private static AudModelBuilder down(Workshop workshop, DownBackend silent) {
        return workshop.builder().repository(workshop.repository(), silent);
    }

    /** All that is there, with what changes by a write. */
    private static Map<String, String> everything(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> below = Files.walk(root)) {
            for (Path path : below.toList()) {
                all.put(
                        root.relativize(path).toString(),
                        Files.readAttributes(path, "unix:ctime,size,ino", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return all;
    }

    @Test
    void aModelInABase_isTakenFromThere_withoutARequest_aCopy_orATrace(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path base = filled(workshop, id);
        Map<String, String> before = everything(base);
        DownBackend silent = new DownBackend(workshop.repository());
        AudModel client = workshop.open(down(workshop, silent).cacheBases(List.of(workshop.fresh("missing"), base)));

        Path folder = client.load(id);
        assertThat(folder).startsWith(base);
        assertThat(client.load(id, FilePatterns.of("log/*"))).isEqualTo(folder);
        assertThat(client.header(id).name()).isEqualTo("onnx");
        assertThat(client.files(id)).hasSize(5);
        try (InputStream in = client.open(id, "model.yaml")) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve("model.yaml")));
        }
        try (HeldModel held = client.hold(id)) {
            assertThat(held.folder()).isEqualTo(folder);
        }
        assertThat(silent.asked()).isZero();
        assertThat(everything(base)).isEqualTo(before);
        assertThat(client.cacheRoot()).doesNotExist();
    }

    @Test
    void theFirstLayerThatHasIt_isTaken_theCacheFolderBeforeAll(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path one = filled(workshop, id);
        Path two = filled(workshop, id);

        assertThat(above(workshop, one, two).load(id)).startsWith(one);
        assertThat(above(workshop, two, one).load(id)).startsWith(two);
        AudModel filled = workshop.client();
        filled.load(id);
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .cacheRoot(filled.cacheRoot())
                .cacheBases(List.of(one, two)));
        assertThat(client.load(id)).startsWith(filled.cacheRoot());
    }

    @Test
    void whatNoBaseHas_goesIntoTheCacheFolder(Workshop workshop) throws IOException {
        AudModel publisher = workshop.client();
        ModelId baked = publisher.publish(workshop.request("onnx", "1.0.0"));
        ModelId newer = publisher.publish(workshop.request("onnx", "2.0.0"));
        Path base = filled(workshop, baked);
        Map<String, String> before = everything(base);
        AudModel client = above(workshop, base);

        assertThat(client.load(newer)).startsWith(client.cacheRoot());
        assertThat(client.load(newer.shortId())).startsWith(client.cacheRoot());
        assertThat(everything(base)).isEqualTo(before);
    }

    @Test
    void partsOfModels_areTakenFromABase(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path base = workshop.fresh("cache-base");
        FilePatterns logs = FilePatterns.of("log/*");
        workshop.open(workshop.builder(workshop.repository()).cacheRoot(base)).load(id, logs);
        DownBackend silent = new DownBackend(workshop.repository());

        assertThat(workshop.open(down(workshop, silent).cacheBases(List.of(base)))
                        .load(id, logs))
                .startsWith(base);
        assertThat(silent.asked()).isZero();
        AudModel client = above(workshop, base);
        assertThat(client.load(id)).startsWith(client.cacheRoot());
        assertThat(client.cache().list()).extracting(CachedModel::inBase).containsExactly(false, true);
    }

    /** A folder that was made and never filled, what a filler is about to fill, and what the Python package unpacks. */
    @Test
    void halfAModelInABase_isNone(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path base = workshop.fresh("cache-base");
        Path versions = base.resolve(id.shortId().text());
        Files.createDirectories(versions.resolve("1.0.0"));
        Files.createDirectories(versions.resolve("1.0.0~/half"));
        Files.createDirectories(versions.resolve(".1.0.0.0a0b0c0d-1-2-0a0b0c0d.tmp/content"));
        Files.writeString(versions.resolve(".1.0.0.lock"), "");
        AudModel client = above(workshop, base);

        assertThat(client.load(id)).startsWith(client.cacheRoot());
    }

    @Test
    void prunesAndRemovals_leaveABaseAlone_andTheListShowsIt(Workshop workshop) throws IOException {
        AudModel publisher = workshop.client();
        ModelId baked = publisher.publish(workshop.request("onnx", "1.0.0"));
        ModelId own = publisher.publish(workshop.request("onnx", "2.0.0"));
        Path base = filled(workshop, baked);
        Map<String, String> before = everything(base);
        AudModel client = above(workshop, base);
        client.load(own);

        assertThat(client.cache().list())
                .extracting(CachedModel::ref, CachedModel::inBase)
                .containsExactly(tuple(own, false), tuple(baked, true));
        assertThat(client.cache().remove(baked)).isFalse();
        assertThat(client.cache()
                        .prune(PruneRule.maxBytes(0).sparing(Duration.ZERO))
                        .removed())
                .extracting(CachedModel::ref)
                .containsExactly(own);
        assertThat(client.load(baked)).startsWith(base);
        assertThat(everything(base)).isEqualTo(before);
    }

    @Test
    void whatIsHeldInABase_staysThere_whoeverPrunes(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path base = filled(workshop, id);
        AudModel keeper = workshop.open(workshop.builder(workshop.repository()).cacheRoot(base));
        AudModel client = above(workshop, base);

        try (HeldModel held = client.hold(id)) {
            assertThat(held.folder()).startsWith(base);
            assertThatThrownBy(() -> keeper.cache().remove(id)).isInstanceOf(ModelHeldException.class);
        }
        assertThat(keeper.cache().remove(id)).isTrue();
        try (HeldModel held = client.hold(id)) {
            assertThat(held.folder()).startsWith(client.cacheRoot());
        }
    }

    @Test
    void aDamagedModelInABase_isHiddenByAnIntactOneAfterARepair(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        FileTree intact = FileTree.of(workshop.client().load(id));
        Path base = filled(workshop, id);
        AudModel client = above(workshop, base);
        assertThat(client.verify(id).isIntact()).isTrue();
        assertThat(client.repair(id)).startsWith(base);
        Files.writeString(client.load(id).resolve("model.yaml"), "damaged");
        Map<String, String> before = everything(base);

        assertThat(client.verify(id).damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.toString()).contains("model.yaml"));
        Path repaired = client.repair(id);
        assertThat(repaired).startsWith(client.cacheRoot());
        assertThat(FileTree.of(repaired)).isEqualTo(intact);
        assertThat(client.load(id)).isEqualTo(repaired);
        assertThat(client.verify(id).isIntact()).isTrue();
        assertThat(everything(base)).isEqualTo(before);
    }

    @Test
    void offline_modelsOfBasesAreKnown_byIdShortIdAndAlias(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        Path base = workshop.fresh("cache-base");
        workshop.open(workshop.builder(workshop.repository()).cacheRoot(base)).load(Alias.of("live"));
        Map<String, String> before = everything(base);
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .cacheBases(List.of(base))
                .offline());

        assertThat(client.load(id)).startsWith(base);
        assertThat(client.load(id.shortId())).startsWith(base);
        assertThat(client.load(Alias.of("live"))).startsWith(base);
        assertThat(client.exists(id)).isTrue();
        assertThat(client.find(ModelQuery.all())).hasSize(1);
        assertThat(everything(base)).isEqualTo(before);
        assertThatThrownBy(() -> client.load(Alias.of("other"))).isInstanceOf(OfflineException.class);
    }

    @Test
    void inAnOutage_theLatestNoteOfAllLayersAnswers_andARemovedAliasStaysRemoved(Workshop workshop) throws IOException {
        AudModel publisher = workshop.client();
        Alias live = Alias.of("live");
        Instant now = Instant.now();
        ModelId first = publisher.publish(workshop.request("onnx", "1.0.0").alias(live));
        Path root = workshop.fresh("cache");
        workshop.open(at(now, workshop.builder(workshop.repository()).cacheRoot(root)))
                .load(live);
        ModelId second = publisher.publish(workshop.request("onnx", "2.0.0").alias(live));
        Path base = workshop.fresh("cache-base");
        workshop.open(at(
                        now.plusSeconds(3600),
                        workshop.builder(workshop.repository()).cacheRoot(base)))
                .load(live);
        AudModel client = workshop.open(down(workshop, new DownBackend(workshop.repository()))
                .cacheRoot(root)
                .cacheBases(List.of(base))
                .cachedIfUnavailable());

        assertThat(client.resolve(live).ref()).isEqualTo(second);
        assertThat(client.load(live)).startsWith(base);

        publisher.setAlias(live, first);
        workshop.open(at(
                        now.plusSeconds(7200),
                        workshop.builder(workshop.repository()).cacheRoot(root)))
                .load(live);
        assertThat(client.resolve(live).ref()).isEqualTo(first);

        publisher.removeAlias(live);
        assertThatThrownBy(() -> workshop.open(
                                workshop.builder(workshop.repository()).cacheRoot(root))
                        .load(live))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.resolve(live)).isInstanceOf(RepositoriesUnavailableException.class);
    }

    private static AudModelBuilder at(Instant time, AudModelBuilder builder) {
        return builder.clock(Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void aBaseThatComesLater_isUsedFromThenOn_andACheckTellsOfItBefore(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        ModelId other = workshop.client().publish(workshop.request("onnx", "2.0.0"));
        Path filled = filled(workshop, other);
        Path base = workshop.fresh("cache-base");
        AudModel client = above(workshop, base);

        assertThat(client.load(id)).startsWith(client.cacheRoot());
        assertThat(client.check()).satisfies(health -> {
            assertThat(health.isHealthy()).isTrue();
            assertThat(health.bases())
                    .singleElement()
                    .satisfies(found -> assertThat(found.failure())
                            .hasMessageContainingAll(base.toString(), "there is no such folder", "mount"));
        });
        Files.createDirectory(base);
        assertThat(client.check().bases())
                .singleElement()
                .satisfies(
                        found -> assertThat(found.failure()).hasMessageContainingAll(base.toString(), "it is empty"));
        Files.delete(base);
        Files.move(filled, base);
        assertThat(client.load(other)).startsWith(base);
        assertThat(client.check().bases())
                .singleElement()
                .satisfies(found -> assertThat(found.isHealthy()).isTrue());
    }

    @Test
    void aFileInThePlaceOfABase_isPassedBy(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        AudModel client = above(workshop, Files.createFile(workshop.fresh("file")));

        assertThat(client.load(id)).startsWith(client.cacheRoot());
        assertThat(client.header(id).name()).isEqualTo("onnx");
        try (HeldModel held = client.hold(id)) {
            assertThat(held.folder()).startsWith(client.cacheRoot());
        }
        assertThat(client.check().bases())
                .singleElement()
                .satisfies(found -> assertThat(found.failure()).hasMessageContaining("it is no folder"));
    }

    @Test
    void aBaseMayBeALink_andOneThatIsNotAFolderOfItsOwn_isRefused(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path base = filled(workshop, id);
        Path link = Files.createSymbolicLink(workshop.fresh("link"), base);
        assertThat(above(workshop, link).load(id)).startsWith(link);

        assertRefused(workshop.builder().cacheRoot(base).cacheBases(List.of(base)), "is the cache root");
        assertRefused(workshop.builder().cacheRoot(base).cacheBases(List.of(link)), "the cache root " + base);
        assertRefused(workshop.builder().cacheRoot(base).cacheBases(List.of(base.getParent())), "apart");
        assertRefused(workshop.builder().cacheRoot(base).cacheBases(List.of(base.resolve("in"))), "apart");
        assertRefused(workshop.builder().cacheBases(List.of(base, link)), "another base " + base);
        assertThatThrownBy(() -> AudModel.builder()
                        .environment(Environment.of(
                                Map.of("AUDMODEL_CACHE_BASES", base.toString()), workshop.folder(), "me"))
                        .cacheRoot(base)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("AUDMODEL_CACHE_BASES", base.toString(), "is the cache root");
    }

    private static void assertRefused(AudModelBuilder builder, String why) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("the cache base", why, "name another one");
    }

    @Test
    void aViewWithAnotherCacheFolder_hasThatAlone(Workshop workshop) throws IOException {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Path base = filled(workshop, id);
        AudModel client = above(workshop, base);
        Path apart = workshop.fresh("cache");

        assertThat(client.withCacheRoot(apart).load(id)).startsWith(apart);
        assertThat(client.withLockTimeout(Duration.ofSeconds(1)).load(id)).startsWith(base);
    }
}
