package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.follow.Follower;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.HeardEvents;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.SelectiveBackend;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ResolvedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** References that moved just before an outage, so that nobody has what they stand for now. */
interface StaleMoveSuite extends OnStorage {

    /** The newer model of an alias or a short id, which another client published, and which this cache does not have. */
    private static ModelId moved(AudModel online, Workshop workshop) {
        AudModel other = workshop.client();
        ModelId second = StaleSuite.published(other, workshop, "2.0.0");
        other.setAlias(StaleSuite.LIVE, second);
        assertThat(online.resolveAlias(StaleSuite.LIVE)).isEqualTo(second);
        assertThat(online.resolve(second.shortId()).ref()).isEqualTo(second);
        return second;
    }

    @Test
    @Quiet
    default void referenceThatMovedJustBefore_isTheLastOneThatIsCached_andStaleSinceThen(Workshop workshop)
            throws IOException {
        AudModel online = StaleSuite.warm(workshop);
        ModelId first = StaleSuite.id(online);
        Path folder = online.load(first);
        Instant before = Instant.now();
        moved(online, workshop);
        AudModel client = StaleSuite.inAnOutage(online, workshop);
        for (ModelRef ref : List.of(StaleSuite.LIVE, first.shortId())) {
            ResolvedModel stale = client.resolve(ref);
            assertThat(stale.ref()).isEqualTo(first);
            assertThat(stale.staleSince().orElseThrow()).isBefore(before);
            assertThat(client.load(ref)).isEqualTo(folder);
            assertThat(client.load(ref, FilePatterns.of("*.yaml"))).isEqualTo(folder);
            assertThat(client.version(ref)).isEqualTo(first.version());
            assertThat(client.meta(ref)).isEqualTo(StaleSuite.META);
            assertThat(client.files(ref)).isNotEmpty();
            try (HeldModel held = client.hold(ref)) {
                assertThat(held.folder()).isEqualTo(folder);
            }
            try (Follower follower = client.follow(ref, Duration.ofDays(1))) {
                assertThat(follower.current().ref()).isEqualTo(first);
                assertThat(follower.state().lastSuccess()).isBefore(before);
            }
        }
    }

    @Test
    @Quiet
    default void modelThatCannotBeFetchedJustNow_isTheCachedOneBefore_untilItCan(Workshop workshop) {
        AudModel online = StaleSuite.warm(workshop);
        ModelId first = StaleSuite.id(online);
        Path folder = online.load(first);
        ModelId second = moved(online, workshop);
        SelectiveBackend backend = new SelectiveBackend(workshop.connect(workshop.repository()));
        HeardEvents heard = new HeardEvents();
        AudModel client = workshop.open(workshop.builder()
                .cacheRoot(online.cacheRoot())
                .repository(workshop.repository(), backend)
                .events(heard)
                .cachedIfUnavailable());
        // Who answers for the alias, and for no header; then for the header, and for no archive.
        for (String kind : List.of(".header.yaml", ".zip")) {
            backend.fail(path -> path.text().endsWith(kind), UnavailableException::new);
            for (ModelRef ref : List.of(StaleSuite.LIVE, first.shortId())) {
                assertThat(client.load(ref)).isEqualTo(folder);
                assertThat(client.files(ref)).isNotEmpty();
                try (HeldModel held = client.hold(ref);
                        Follower follower = client.follow(ref, Duration.ofDays(1))) {
                    assertThat(held.folder()).isEqualTo(folder);
                    assertThat(follower.current().ref()).isEqualTo(first);
                }
            }
            assertThat(heard.of(ReferenceResolved.class))
                    .anyMatch(event -> event.isStale() && event.model().equals(first));
        }
        backend.fail(path -> path.text().endsWith(".zip"), AccessDeniedException::new);
        StaleSuite.requireError(client, AccessDeniedException.class);
        backend.heal();
        assertThat(FileTree.of(client.load(StaleSuite.LIVE)))
                .isEqualTo(FileTree.of(workshop.client().load(second)));
    }

    @Test
    @Quiet
    default void referenceThatWasMovedBack_isNeverWhatItWasMovedBackFrom(Workshop workshop) {
        AudModel online = StaleSuite.warm(workshop);
        ModelId first = StaleSuite.id(online);
        ModelId second = moved(online, workshop);
        online.load(second);
        online.setAlias(StaleSuite.LIVE, first);
        online.cache().remove(first);
        AudModel client = StaleSuite.inAnOutage(online, workshop);
        StaleSuite.requireBothFacts(() -> client.load(StaleSuite.LIVE), first.toString(), "not cached");
        online.removeAlias(StaleSuite.LIVE);
        online.setAlias(StaleSuite.LIVE, first);
        StaleSuite.requireBothFacts(() -> client.load(StaleSuite.LIVE), first.toString(), "not cached");
    }
}
