package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.UrlType;
import io.audmodel.backend.Environment;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.OfflineException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Without any repository: what is cached works, the rest says why it does not, and nothing is asked. */
public interface OfflineSuite extends OnStorage {

    Alias LIVE = new Alias("live");
    Map<String, Object> META = Map.of("round", 1);

    /** An offline client, and the backend that it must not ask. */
    record Offline(AudModel client, DownBackend backend) {

        public static Offline on(Workshop workshop, Path cacheRoot) {
            DownBackend backend = new DownBackend(workshop.repository());
            AudModel client = workshop.open(workshop.builder()
                    .cacheRoot(cacheRoot)
                    .repository(workshop.repository(), backend)
                    .offline());
            return new Offline(client, backend);
        }
    }

    private static ModelId published(Workshop workshop, AudModel client, String version) {
        return client.publish(workshop.request("onnx", version)
                .subgroup(Subgroup.of("emotion.cnn"))
                .parameters(Map.of("layers", 3))
                .author("calvin")
                .meta(META));
    }

    @Test
    default void everyReadingCall_worksOnACachedModel(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId id = published(workshop, online, "1.0.0");
        online.setAlias(LIVE, id);
        FileTree files = FileTree.of(online.load(LIVE));
        online.meta(id);

        Offline offline = Offline.on(workshop, online.cacheRoot());
        AudModel client = offline.client();
        assertThat(client.isOffline()).isTrue();
        assertThat(online.isOffline()).isFalse();
        for (ModelRef ref : List.of(id, id.shortId(), LIVE)) {
            assertThat(FileTree.of(client.load(ref))).isEqualTo(files);
            assertThat(client.exists(ref)).isTrue();
            assertThat(client.header(ref)).isEqualTo(online.header(id));
            assertThat(client.header(ref).name()).isEqualTo("onnx");
            assertThat(client.header(ref).author()).isEqualTo("calvin");
            assertThat(client.header(ref).date()).isEqualTo(online.header(id).date());
            assertThat(client.header(ref).subgroup().text()).isEqualTo("emotion.cnn");
            assertThat(client.version(ref)).isEqualTo(id.version());
            assertThat(client.parameters(ref)).isEqualTo(Map.of("layers", 3));
            assertThat(client.meta(ref)).isEqualTo(META);
            assertThat(client.versions(ref)).containsExactly(id.version());
            assertThat(client.latestVersion(ref)).isEqualTo(id.version());
            assertThat(client.aliases(ref)).containsExactly(LIVE);
            assertThat(client.files(ref)).hasSameSizeAs(online.files(id));
            try (HeldModel held = client.hold(ref)) {
                assertThat(held.folder()).isEqualTo(client.load(ref));
            }
        }
        assertThat(client.resolveAlias(LIVE)).isEqualTo(id);
        assertThat(client.cache().list()).hasSize(1);
        client.close();
        assertThat(offline.backend().asked()).isZero();
    }

    @Test
    default void whatIsNotCached_isAnErrorThatSaysSo(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId id = published(workshop, online, "1.0.0");
        ModelId other = published(workshop, online, "2.0.0");
        online.setAlias(LIVE, id);
        online.load(id);

        Path empty = workshop.fresh("cache");
        for (ModelRef ref : List.of(other, other.shortId(), LIVE)) {
            Offline offline = Offline.on(workshop, empty);
            AudModel client = offline.client();
            List<ThrowingCallable> calls = List.of(
                    () -> client.load(ref),
                    () -> client.exists(ref),
                    () -> client.header(ref),
                    () -> client.meta(ref),
                    () -> client.versions(ref),
                    () -> client.aliases(ref));
            assertThat(calls)
                    .allSatisfy(call -> assertThatExceptionOfType(OfflineException.class)
                            .isThrownBy(call)
                            .withMessageContainingAll("offline", "AUDMODEL_OFFLINE")
                            .withMessageContaining(
                                    ref == LIVE ? "live" : other.shortId().text()));
            assertThat(offline.backend().asked()).isZero();
        }
        assertThat(empty).doesNotExist();
        assertThat(Offline.on(workshop, online.cacheRoot()).client().aliases(id))
                .containsExactly(LIVE);
    }

    @Test
    default void whateverNeedsARepository_isAnError_andChangesNothing(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId id = published(workshop, online, "1.0.0");
        online.load(id);
        online.meta(id);
        Offline offline = Offline.on(workshop, online.cacheRoot());
        AudModel client = offline.client();
        List<ThrowingCallable> calls = List.of(
                () -> client.publish(workshop.request("onnx", "2.0.0")),
                () -> client.setAlias(LIVE, id),
                () -> client.removeAlias(LIVE),
                () -> client.updateMeta(id, Map.of("k", 1)),
                () -> client.replaceMeta(id, Map.of("k", 1)),
                () -> client.verify(id),
                () -> client.repair(id),
                () -> client.copy(CopyRequest.of(id), online),
                () -> client.signatures(id).list(),
                () -> client.url(id, UrlType.MODEL));
        assertThat(calls)
                .allSatisfy(call -> assertThatExceptionOfType(OfflineException.class)
                        .isThrownBy(call)
                        .withMessageContainingAll("offline", "online()"));
        assertThat(client.meta(id)).isEqualTo(META);
        assertThat(offline.backend().asked()).isZero();
    }

    @Test
    default void aliases_areThoseOfTheLastLook(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId one = published(workshop, online, "1.0.0");
        ModelId two = published(workshop, online, "2.0.0");
        online.setAlias(LIVE, one);
        AudModel other = workshop.client();
        other.setAlias(LIVE, two);

        AudModel client = Offline.on(workshop, online.cacheRoot()).client();
        assertThat(client.resolveAlias(LIVE)).isEqualTo(one);
        assertThat(online.resolveAlias(LIVE)).isEqualTo(two);
        assertThat(client.resolveAlias(LIVE)).isEqualTo(two);
        other.removeAlias(LIVE);
        assertThat(client.resolveAlias(LIVE)).isEqualTo(two);
        assertThat(online.exists(LIVE)).isFalse();
        assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> client.resolveAlias(LIVE));
    }

    @Test
    default void aliases_ofOtherRepositories_areOthers(Workshop workshop) {
        AudModel online = workshop.client();
        Path shared = online.cacheRoot();
        ModelId one = published(workshop, online, "1.0.0");
        online.setAlias(LIVE, one);
        AudModel elsewhere =
                workshop.open(workshop.builder(workshop.repository("second")).cacheRoot(shared));
        ModelId two = published(workshop, elsewhere, "2.0.0");
        elsewhere.setAlias(LIVE, two);
        assertThat(Offline.on(workshop, shared).client().resolveAlias(LIVE)).isEqualTo(one);
    }

    @Test
    default void aShortId_isTheLatestVersionWhoseFilesAreCached(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId one = published(workshop, online, "1.0.0");
        ModelId two = published(workshop, online, "2.0.0");
        online.header(one);
        online.header(two);
        AudModel client = Offline.on(workshop, online.cacheRoot()).client();
        assertThat(client.versions(one.shortId())).containsExactly(one.version(), two.version());
        online.load(one);
        assertThat(client.latestVersion(one.shortId())).isEqualTo(Version.of("1.0.0"));
        assertThat(client.load(one.shortId())).isEqualTo(online.load(one));
    }

    @Test
    default void theEnvironment_decides_whereTheCodeDoesNot(Workshop workshop) {
        ModelId id = published(workshop, workshop.client(), "1.0.0");
        Map<String, String> offline = Map.of("AUDMODEL_OFFLINE", "1");
        Environment environment = Environment.of(offline, workshop.folder(), Workshop.USER);
        AudModel silent = workshop.open(workshop.builder(workshop.repository()).environment(environment));
        assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> silent.load(id));
        AudModel online = workshop.open(
                workshop.builder(workshop.repository()).environment(environment).online());
        assertThat(online.load(id)).isNotEmptyDirectory();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> workshop.builder()
                        .environment(
                                Environment.of(Map.of("AUDMODEL_OFFLINE", "maybe"), workshop.folder(), Workshop.USER))
                        .build())
                .withMessageContainingAll("AUDMODEL_OFFLINE", "maybe");
    }
}
