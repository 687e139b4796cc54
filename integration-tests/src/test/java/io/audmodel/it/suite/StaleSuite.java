package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.FilePatterns;
import io.audmodel.UrlType;
import io.audmodel.backend.Backend;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.Follower;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.HeardEvents;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ResolvedModel;
import io.audmodel.testkit.FaultyBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Clients that answer from the cache what no repository answers: what they answer, what they do not, and how one sees it. */
interface StaleSuite extends OnStorage {

    Alias LIVE = new Alias("live");
    Map<String, Object> META = Map.of("threshold", 0.5);

    /** A client that has the cache of another one, and comes to the repository by this backend. */
    static AudModel after(AudModel online, Workshop workshop, Backend backend) {
        return workshop.open(workshop.builder()
                .cacheRoot(online.cacheRoot())
                .repository(workshop.repository(), backend)
                .cachedIfUnavailable());
    }

    static AudModel inAnOutage(AudModel online, Workshop workshop) {
        return after(online, workshop, new DownBackend(workshop.repository()));
    }

    static ModelId published(AudModel client, Workshop workshop, String version) {
        return client.publish(workshop.request("onnx", version).meta(META));
    }

    /** A client that has used the one model by all of its references. */
    static AudModel warm(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId id = published(online, workshop, "1.0.0");
        online.setAlias(LIVE, id);
        online.load(LIVE);
        online.load(id.shortId());
        online.meta(id);
        return online;
    }

    static ModelId id(AudModel online) {
        return (ModelId) online.resolveAlias(LIVE);
    }

    @Test
    @Quiet
    default void callsThatServeAModel_inAnOutage_answerFromTheCache(Workshop workshop) throws IOException {
        AudModel online = warm(workshop);
        ModelId id = id(online);
        Path folder = online.load(id);
        AudModel client = inAnOutage(online, workshop);
        for (ModelRef ref : List.of(LIVE, id.shortId(), id)) {
            assertThat(client.load(ref)).isEqualTo(folder);
            assertThat(client.load(ref, FilePatterns.of("*.yaml"))).isEqualTo(folder);
            assertThat(client.header(ref)).isEqualTo(online.header(id));
            assertThat(client.version(ref)).isEqualTo(id.version());
            assertThat(client.parameters(ref)).isEqualTo(online.parameters(id));
            assertThat(client.meta(ref)).isEqualTo(META);
            assertThat(client.files(ref)).hasSameSizeAs(online.files(id));
            try (InputStream in = client.open(ref, "model.yaml")) {
                assertThat(in.readAllBytes()).isNotEmpty();
            }
            assertThat(client.resolve(ref).ref()).isEqualTo(id);
        }
    }

    @Test
    @Quiet
    default void resolve_saysSinceWhenItIsStale(Workshop workshop) {
        Instant before = Instant.now();
        AudModel online = warm(workshop);
        ModelId id = id(online);
        AudModel client = inAnOutage(online, workshop);
        for (ModelRef ref : List.of(LIVE, id.shortId())) {
            ResolvedModel current = online.resolve(ref);
            assertThat(current.isStale()).isFalse();
            assertThat(current.staleSince()).isEmpty();
            ResolvedModel stale = client.resolve(ref);
            assertThat(stale.isStale()).isTrue();
            assertThat(stale.ref()).isEqualTo(id).isEqualTo(current.ref());
            assertThat(stale.version()).isEqualTo(id.version());
            assertThat(stale.staleSince().orElseThrow()).isBetween(before, Instant.now());
            assertThat(stale)
                    .hasToString(id + " (stale since " + stale.staleSince().orElseThrow() + ")");
        }
        assertThat(client.resolve(id).isStale()).isFalse();
        AudModel offline = OfflineSuite.Offline.on(workshop, online.cacheRoot()).client();
        assertThat(offline.resolve(LIVE).staleSince()).isPresent();
        assertThat(offline.resolve(id.shortId()).isStale()).isTrue();
    }

    @Test
    @Quiet
    default void staleAnswer_isAnEvent(Workshop workshop) {
        AudModel online = warm(workshop);
        ModelId id = id(online);
        HeardEvents heard = new HeardEvents();
        AudModel client = workshop.open(workshop.builder()
                .cacheRoot(online.cacheRoot())
                .repository(workshop.repository(), new DownBackend(workshop.repository()))
                .events(heard)
                .cachedIfUnavailable());
        client.load(LIVE);
        client.header(id.shortId());
        assertThat(heard.of(ReferenceResolved.class))
                .hasSize(2)
                .allMatch(ReferenceResolved::isStale)
                .allMatch(event -> event.model().equals(id));
    }

    @Test
    @Quiet
    default void follower_beginsInTheOutage_andSaysSinceWhenItIsNotSure(Workshop workshop) {
        AudModel online = warm(workshop);
        ModelId id = id(online);
        FaultyBackend backend = workshop.faulty();
        AudModel client = after(online, workshop, backend);
        Instant begun = Instant.now();
        backend.before(1, call -> true, FaultyBackend.failing(UnavailableException::new));
        try (Follower follower = client.follow(LIVE, Duration.ofDays(1))) {
            assertThat(follower.current().ref()).isEqualTo(id);
            assertThat(follower.current().folder()).isEqualTo(online.load(id));
            assertThat(follower.state().lastSuccess()).isBefore(begun);
            assertThat(follower.checkNow().lastSuccess()).isAfter(begun);
        }
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> inAnOutage(online, workshop)
                        .follow(LIVE, Duration.ofDays(1), FollowOption.VERIFIED)
                        .close());
    }

    @Test
    @Quiet
    default void afterTheOutage_theRepositoryAnswersAgain(Workshop workshop) {
        AudModel online = warm(workshop);
        ModelId first = id(online);
        FaultyBackend backend = workshop.faulty();
        AudModel client = after(online, workshop, backend);
        AudModel other = workshop.client();
        ModelId second = published(other, workshop, "2.0.0");
        other.setAlias(LIVE, second);
        backend.before(1, call -> true, FaultyBackend.failing(UnavailableException::new));
        assertThat(client.load(LIVE)).isEqualTo(online.load(first));
        assertThat(FileTree.of(client.load(LIVE))).isEqualTo(FileTree.of(other.load(second)));
        assertThat(client.resolve(first.shortId()).isStale()).isFalse();
        assertThat(client.resolve(first.shortId()).ref()).isEqualTo(second);
    }

    @Test
    @Quiet
    default void shortId_isWhatItWas_notTheLatestThatIsCached(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId first = published(online, workshop, "1.0.0");
        online.load(first.shortId());
        ModelId second = published(online, workshop, "2.0.0");
        online.load(second);
        assertThat(inAnOutage(online, workshop).resolve(first.shortId()).ref()).isEqualTo(first);
        online.latestVersion(second);
        assertThat(inAnOutage(online, workshop).resolve(first.shortId()).ref()).isEqualTo(second);
    }

    @Test
    @Quiet
    default void shortId_isNotTakenBack_byTheAnswerOfSomeRepositories(Workshop workshop) {
        Repository archive = workshop.repository("archive");
        FaultyBackend newest = workshop.faulty();
        Path cache = workshop.fresh("cache");
        AudModel online = workshop.open(workshop.builder()
                .cacheRoot(cache)
                .repository(workshop.repository(), newest)
                .repository(archive, workshop.connect(archive)));
        ModelId first = workshop.client(archive).publish(workshop.request("onnx", "1.0.0"));
        ModelId second = published(online, workshop, "2.0.0");
        online.load(second.shortId());
        newest.before(1, call -> true, FaultyBackend.failing(UnavailableException::new));
        assertThat(online.latestVersion(second.shortId())).isEqualTo(first.version());
        AudModel client = workshop.open(workshop.builder()
                .cacheRoot(cache)
                .repository(workshop.repository(), new DownBackend(workshop.repository()))
                .repository(archive, new DownBackend(archive))
                .cachedIfUnavailable());
        assertThat(client.resolve(second.shortId()).ref()).isEqualTo(second);
    }

    @Test
    @Quiet
    default void whatSomeRepositoriesDoNotHave_andTheOthersDoNotAnswer_isTakenFromTheCache(Workshop workshop) {
        Repository empty = workshop.repository("empty");
        Path cache = workshop.fresh("cache");
        AudModel online = workshop.open(workshop.builder()
                .cacheRoot(cache)
                .repository(workshop.repository(), workshop.connect(workshop.repository()))
                .repository(empty, workshop.connect(empty)));
        ModelId id = published(online, workshop, "1.0.0");
        online.setAlias(LIVE, id);
        Path folder = online.load(LIVE);
        AudModel client = workshop.open(workshop.builder()
                .cacheRoot(cache)
                .repository(workshop.repository(), new DownBackend(workshop.repository()))
                .repository(empty, workshop.connect(empty))
                .cachedIfUnavailable());
        assertThat(client.load(LIVE)).isEqualTo(folder);
    }

    @Test
    @Quiet
    default void whatIsNotCached_isAnErrorThatNamesTheOutageAndTheCache(Workshop workshop) {
        AudModel online = warm(workshop);
        ModelId id = id(online);
        AudModel client = inAnOutage(online, workshop);
        requireBothFacts(() -> client.load(new Alias("unknown")), "unknown", "no client with this cache", "Load");
        requireBothFacts(() -> client.load(ModelRef.of("00000000")), "00000000", "no client with this cache", "Load");
        online.cache().remove(id);
        List<ThrowingCallable> calls = List.of(
                () -> client.load(LIVE),
                () -> client.load(LIVE, FilePatterns.of("*.yaml")),
                () -> client.header(LIVE),
                () -> client.meta(LIVE),
                () -> client.files(LIVE),
                () -> client.open(LIVE, "model.yaml"),
                () -> client.resolve(LIVE));
        assertThat(calls).allSatisfy(call -> requireBothFacts(call, "live", id.toString(), "last seen", "not cached"));
        online.header(id);
        assertThat(client.header(LIVE)).isEqualTo(online.header(id));
        requireBothFacts(() -> client.load(LIVE), "live", id.toString(), "not cached");
        requireBothFacts(() -> client.meta(id), "the metadata of " + id, "not cached");
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.load(id));
    }

    static void requireBothFacts(ThrowingCallable call, String... facts) {
        assertThatExceptionOfType(RepositoriesUnavailableException.class)
                .isThrownBy(call)
                .withMessageContainingAll(facts)
                .withMessageContainingAll("no repository answers", "the cache does not help", "nobody answers")
                .withCauseInstanceOf(UnavailableException.class);
    }

    @Test
    @Quiet
    default void callsThatWrite_orAskWhatARepositoryHas_neverAnswerFromTheCache(Workshop workshop) {
        AudModel online = warm(workshop);
        ModelId id = id(online);
        AudModel other = workshop.client();
        AudModel client = inAnOutage(online, workshop);
        List<Consumer<ModelRef>> calls = List.of(
                ref -> client.setAlias(new Alias("next"), ref),
                ref -> client.updateMeta(ref, Map.of("k", 1)),
                ref -> client.replaceMeta(ref, Map.of("k", 1)),
                ref -> client.copy(CopyRequest.of(ref), other),
                ref -> client.verify(ref),
                ref -> client.repair(ref),
                ref -> client.url(ref, UrlType.MODEL),
                ref -> client.exists(ref),
                ref -> client.versions(ref),
                ref -> client.latestVersion(ref),
                ref -> client.aliases(ref),
                ref -> client.cache().remove(ref));
        for (ModelRef ref : List.of(LIVE, id.shortId())) {
            assertThat(calls)
                    .allSatisfy(call -> assertThatExceptionOfType(UnavailableException.class)
                            .isThrownBy(() -> call.accept(ref)));
        }
        List<ThrowingCallable> others = List.of(
                () -> client.publish(workshop.request("onnx", "2.0.0").alias(LIVE)),
                () -> client.removeAlias(LIVE),
                () -> client.resolveAlias(LIVE));
        assertThat(others)
                .allSatisfy(call ->
                        assertThatExceptionOfType(UnavailableException.class).isThrownBy(call));
        assertThat(other.resolveAlias(LIVE)).isEqualTo(id);
        assertThat(other.meta(id)).isEqualTo(META);
        assertThat(online.cache().list()).hasSize(1);
    }

    @Test
    @Quiet
    default void whatIsNoOutage_isAnErrorAsEver(Workshop workshop) {
        AudModel online = warm(workshop);
        ModelId id = id(online);
        FaultyBackend backend = workshop.faulty();
        AudModel client = after(online, workshop, backend);
        backend.before(1, call -> true, FaultyBackend.failing(AccessDeniedException::new));
        requireError(client, AccessDeniedException.class);
        String alias = new String(workshop.read(Layouts.alias("live")), StandardCharsets.UTF_8);
        workshop.write(Layouts.alias("live"), "no alias");
        requireError(client, CorruptDocumentException.class);
        workshop.write(Layouts.alias("live"), alias);
        assertThat(client.load(LIVE)).isEqualTo(online.load(id));
        workshop.client().removeAlias(LIVE);
        requireError(client, AliasNotFoundException.class);
        // From now on the cache knows that it is gone.
        requireError(inAnOutage(online, workshop), RepositoriesUnavailableException.class);
    }

    static void requireError(AudModel client, Class<? extends AudModelException> type) {
        assertThatExceptionOfType(type).isThrownBy(() -> client.load(LIVE));
    }

    @Test
    @Quiet
    default void withoutThePolicy_anOutageIsAnError(Workshop workshop) {
        AudModel online = warm(workshop);
        AudModel client = workshop.open(workshop.builder()
                .cacheRoot(online.cacheRoot())
                .repository(workshop.repository(), new DownBackend(workshop.repository())));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.load(LIVE));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.resolve(LIVE));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.meta(id(online)));
    }
}
