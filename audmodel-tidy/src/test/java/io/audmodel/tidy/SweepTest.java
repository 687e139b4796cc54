package io.audmodel.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    private static final Duration DAYS = Duration.ofDays(2);

    @TempDir
    private Path folder;

    private Attic attic;

    @BeforeEach
    void open() {
        attic = new Attic(folder);
    }

    @AfterEach
    void close() {
        attic.close();
    }

    @Test
    void findRemains_showsWhatIsOldAndInvisible_andChangesNothing() {
        attic.publish("whole", "1.0.0");
        ModelId broken = attic.breakOff("broken", "1.0.0", ".header.yaml");
        attic.pass(DAYS);
        SortedSet<String> before = attic.paths();

        SweepReport report = attic.tidying().findRemains();

        assertThat(report.isApplied()).isFalse();
        assertThat(report.removed()).singleElement().satisfies(remains -> {
            assertThat(remains.key()).isEqualTo(ModelKey.of(broken));
            assertThat(remains.objects()).hasSize(2);
        });
        assertThat(report.bytes()).isGreaterThan(100);
        assertThat(attic.paths()).isEqualTo(before);
    }

    @Test
    void sweep_removesWhatIsOld_andKeepsWhatIsYoungOrVisible() {
        ModelId whole = attic.publish("whole", "1.0.0");
        ModelId old = attic.breakOff("old", "1.0.0", ".header.yaml");
        ModelId onlyArchive = attic.breakOff("archive", "1.0.0", ".meta.yaml");
        attic.pass(DAYS);
        ModelId young = attic.breakOff("young", "1.0.0", ".header.yaml");
        SortedSet<String> parts = attic.pathsOf(young);

        SweepReport report = attic.tidying().sweep();

        assertThat(report.removed()).hasSize(2);
        assertThat(report.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).isEqualTo(ModelKey.of(young));
            assertThat(kept.reason()).contains("was written at", "may go at");
        });
        assertThat(attic.pathsOf(old)).isEmpty();
        assertThat(attic.pathsOf(onlyArchive)).isEmpty();
        assertThat(attic.pathsOf(young)).isEqualTo(parts).hasSize(2);
        assertThat(attic.client().verify(whole).isIntact()).isTrue();
        assertThat(attic.tidying().log())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"event\":\"sweep\"", "\"by\":\"a test\"", "1.0.0"));
    }

    @Test
    void sweep_ofOneObjectThatIsYoung_keepsAllOfThatVersion() {
        ModelId id = attic.breakOff("slow", "1.0.0", ".meta.yaml");
        attic.pass(DAYS);
        attic.write("_uid/" + id.shortId() + "/1.0.0/" + id + ".meta.yaml", "null");

        assertThat(attic.tidying().sweep().removed()).isEmpty();
        assertThat(attic.pathsOf(id)).hasSize(2);
    }

    @Test
    void sweep_ofWhatAnAliasNames_keepsIt() {
        ModelId id = attic.publish("named", "1.0.0");
        attic.alias("best", id);
        attic.backend().delete(new ObjectPath(header(id)));
        attic.pass(DAYS);

        SweepReport report = attic.tidying().sweep();

        assertThat(report.removed()).isEmpty();
        assertThat(report.kept())
                .singleElement()
                .satisfies(kept -> assertThat(kept.reason()).contains("alias best points to it"));
    }

    @Test
    void sweep_leavesWhatIsNotOurs() {
        attic.write("notes/readme.txt", "mine");
        attic.write("_uid/3e120e8d/1.0.0/other.txt", "mine");
        attic.write("data/3e120e8d/archive.zip", "mine");
        attic.pass(DAYS);

        assertThat(attic.tidying().sweep().removed()).isEmpty();
        assertThat(attic.paths()).hasSize(3);
    }

    @Test
    void sweep_removesAnnouncementsBesideAVisibleVersion_andNothingElseThere() {
        ModelId id = attic.publish("whole", "1.0.0");
        String version = "_uid/" + id.shortId() + "/1.0.0/" + id;
        attic.write(version + ".publishing-0123456789abcdef-0", "OVERWRITE");
        attic.write(version + ".retiring-0123456789abcdef", "retiring");
        attic.write(version + ".taken-over-0123456789abcdef-0", "a copy of a header");
        attic.pass(DAYS);

        assertThat(attic.tidying().sweep().removed()).hasSize(1);
        assertThat(attic.pathsOf(id))
                .hasSize(4)
                .contains(version + ".taken-over-0123456789abcdef-0")
                .noneMatch(path -> path.contains("publishing") || path.contains("retiring"));
    }

    @Test
    void sweep_besideAPublisherThatMeetsItsFence_losesNothing() {
        ModelId id = attic.breakOff("met", "1.0.0", ".header.yaml");
        attic.pass(DAYS);
        FaultyBackend watched = attic.faulty();
        watched.after(1, call -> call.is(Operation.PUT, ".header.yaml"), call -> {
            assertThat(attic.client().exists(id)).isFalse();
            assertThatExceptionOfType(PublishInProgressException.class)
                    .isThrownBy(() -> attic.publish("met", "1.0.0"))
                    .withMessageContaining("being removed");
            assertThatExceptionOfType(PublishInProgressException.class)
                    .isThrownBy(() ->
                            attic.client().publish(attic.request("met", "1.0.0").takeOver()))
                    .withMessageContaining("being removed");
        });
        try (AudModel sweeper = attic.client(watched)) {
            assertThat(Tidying.of(sweeper).sweep().kept()).hasSizeLessThanOrEqualTo(1);
        }

        assertThat(attic.client().verify(attic.publish("met", "1.0.0")).isIntact())
                .isTrue();
    }

    @Test
    void publish_ofTheSameContentJustBeforeTheSweep_keepsIt() {
        ModelId id = attic.breakOff("resumed", "1.0.0", ".header.yaml");
        attic.pass(DAYS);
        FaultyBackend resumed = attic.faulty();
        // It has found its archive and relies on it.
        resumed.before(
                1,
                call -> call.is(Operation.STAT, ".meta.yaml"),
                call -> attic.tidying().sweep());
        resumed.before(
                1,
                call -> call.is(Operation.PUT, ".meta.yaml"),
                call -> attic.tidying().sweep());
        resumed.before(
                2,
                call -> call.is(Operation.PUT, ".header.yaml"),
                call -> attic.tidying().sweep());
        try (AudModel publisher = attic.client(resumed)) {
            publisher.publish(attic.request("resumed", "1.0.0"));
        }

        assertThat(attic.client().verify(id).isIntact()).isTrue();
    }

    @Test
    void sweep_thatFailsInTheMiddle_isCompletedAfterTheLease() {
        ModelId id = attic.breakOff("half", "1.0.0", ".header.yaml");
        attic.pass(DAYS);
        FaultyBackend failing = attic.faulty();
        failing.before(1, call -> call.is(Operation.DELETE, ".zip"), FaultyBackend.failing(UnavailableException::new));
        try (AudModel sweeper = attic.client(failing)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> Tidying.of(sweeper).sweep());
        }
        assertThat(attic.client().exists(id)).isFalse();

        assertThat(attic.tidying().sweep().removed()).isEmpty();
        attic.pass(Duration.ofMinutes(11));
        assertThat(attic.tidying().sweep().removed()).hasSize(1);
        assertThat(attic.pathsOf(id)).isEmpty();
    }

    @Test
    void sweep_ofARepositoryThatRefuses_removesNothing() {
        attic.breakOff("broken", "1.0.0", ".header.yaml");
        attic.pass(DAYS);
        attic.tidying().refuse("a mirror of ours: ask bob@example.org");
        SortedSet<String> before = attic.paths();

        assertThatExceptionOfType(RepositoryRefusesException.class)
                .isThrownBy(() -> attic.tidying().sweep())
                .withMessageContaining("bob@example.org")
                .withMessageContaining("_tidy/refused.txt");
        assertThat(attic.tidying().findRemains().refusal()).contains("a mirror of ours: ask bob@example.org");
        assertThat(attic.paths()).isEqualTo(before);

        attic.tidying().permit();
        assertThat(attic.tidying().sweep().removed()).hasSize(1);
    }

    @Test
    void grace_ofLessThanAnHour_isRefused() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> attic.tidying().grace(Duration.ofMinutes(59)))
                .withMessageContaining("PT59M");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> attic.tidying().refuse(" "));
    }

    private static String header(ModelId id) {
        return "_uid/" + id.shortId() + "/" + id.version() + "/" + id + ".header.yaml";
    }
}
