package io.audmodel.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.ModelQuery;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class RetireTest {

    private static final Duration DAYS = Duration.ofDays(2);

    @TempDir
    private Path folder;

    private Attic attic;
    private ModelId one;
    private ModelId two;
    private ModelId three;
    private ModelId four;

    @BeforeEach
    void publish() {
        attic = new Attic(folder);
        one = attic.publish("cnn", "1.0.0");
        two = attic.publish("cnn", "2.0.0");
        three = attic.publish("cnn", "3.0.0");
        four = attic.publish("cnn", "10.0.0");
        attic.pass(DAYS);
    }

    @AfterEach
    void close() {
        attic.close();
    }

    private static List<String> versions(RetirePlan plan) {
        return plan.retired().stream().map(each -> each.key().version().text()).toList();
    }

    @Test
    void plan_leavesTheHighestVersions_andChangesNothing() {
        SortedSet<String> before = attic.paths();

        assertThat(versions(attic.tidying().plan(RetireRules.keepLatest(1))))
                .containsExactly("1.0.0", "2.0.0", "3.0.0");
        assertThat(versions(attic.tidying().plan(RetireRules.keepLatest(3)))).containsExactly("1.0.0");
        assertThat(versions(attic.tidying().plan(RetireRules.keepLatest(9)))).isEmpty();
        assertThat(attic.paths()).isEqualTo(before);
    }

    @Test
    void plan_leavesTheLatestRelease_thoughAPreReleaseIsHigher() {
        attic.publish("cnn", "11.0.0-rc1");
        attic.pass(DAYS);

        assertThat(versions(attic.tidying().plan(RetireRules.keepLatest(1))))
                .containsExactly("1.0.0", "2.0.0", "3.0.0");
    }

    @Test
    void plan_leavesWhatIsYoung_whateverTheRules() {
        attic.publish("rnn", "1.0.0");
        attic.publish("rnn", "2.0.0");

        assertThat(attic.tidying().plan(RetireRules.keepLatest(1)).retired())
                .noneMatch(each -> each.name().equals("rnn"));
        assertThat(versions(attic.tidying().plan(RetireRules.publishedBefore(Duration.ofDays(3)))))
                .isEmpty();
        assertThat(versions(attic.tidying().plan(RetireRules.publishedBefore(Duration.ofHours(47)))))
                .hasSize(3);
    }

    @Test
    void plan_ofAQuery_selectsWhatItFinds() {
        attic.publish("rnn", "1.0.0");
        attic.publish("rnn", "2.0.0");
        attic.pass(DAYS);

        assertThat(attic.tidying()
                        .plan(RetireRules.keepLatest(1)
                                .matching(ModelQuery.all().name("r*")))
                        .retired())
                .singleElement()
                .satisfies(each -> assertThat(each.name()).isEqualTo("rnn"));
    }

    @Test
    void plan_leavesWhatAnAliasNames_andSaysSo() {
        attic.alias("best", two);

        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(1));

        assertThat(versions(plan)).containsExactly("1.0.0", "3.0.0");
        assertThat(plan.kept()).containsExactly(new KeptVersion(ModelKey.of(two), "alias best points to it"));
    }

    @Test
    void plan_besideAnAliasThatCannotBeRead_retiresNothing() {
        attic.write("_alias/odd/1.0.0/odd-1.0.0.alias.yaml", "uid: ../../etc");

        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(1));

        assertThat(plan.retired()).isEmpty();
        assertThat(plan.kept())
                .hasSize(3)
                .allSatisfy(kept -> assertThat(kept.reason()).contains("alias odd cannot be read"));
    }

    @Test
    void apply_removesAllOfAVersion_andNotesIt() {
        attic.alias("best", two);
        attic.client()
                .signatures(one)
                .put(ModelSignature.of("0123456789abcdef0123456789abcdef", "{}".getBytes(StandardCharsets.UTF_8)));
        attic.alias("gone", one);
        attic.client().removeAlias(Alias.of("gone"));
        attic.pass(DAYS);
        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(1));
        long bytes = plan.bytes();

        RetireReport report = attic.tidying().apply(plan);

        assertThat(report.retired()).containsExactly(ModelKey.of(one), ModelKey.of(three));
        assertThat(report.kept()).isEmpty();
        assertThat(report.bytes()).isGreaterThanOrEqualTo(bytes);
        assertThat(attic.pathsOf(one)).isEmpty();
        assertThat(attic.pathsOf(three)).isEmpty();
        assertThat(attic.client().versions(four.shortId())).containsExactly(two.version(), four.version());
        for (ModelId left : List.of(two, four)) {
            assertThat(attic.client().verify(left).isIntact()).isTrue();
        }
        assertThat(attic.tidying().log())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"event\":\"retire\"", "\"by\":\"a test\"", "\"keep\":1", "\"name\":\"cnn\""));
        assertThat(attic.tidying().findRemains().removed()).isEmpty();
    }

    @Test
    void apply_again_findsThemGone() {
        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(2));
        attic.tidying().apply(plan);

        RetireReport again = attic.tidying().apply(plan);

        assertThat(again.retired()).isEmpty();
        assertThat(again.absent()).hasSize(2);
        assertThat(attic.tidying().log()).hasSize(2);
    }

    @Test
    void apply_looksAgain_atAliasesHeadersAndRules() {
        RetirePlan plan =
                RetirePlan.of(attic.tidying().plan(RetireRules.keepLatest(1)).json());
        attic.alias("best", one);
        String header = "_uid/" + two.shortId() + "/2.0.0/" + two + ".header.yaml";
        attic.write(header, new String(read(header), StandardCharsets.UTF_8).replace("anna", "otto"));
        attic.backend().delete(new ObjectPath("_uid/" + four.shortId() + "/10.0.0/" + four + ".header.yaml"));

        RetireReport report = attic.tidying().apply(plan);

        assertThat(report.retired()).isEmpty();
        assertThat(report.kept())
                .extracting(KeptVersion::reason)
                .containsExactly(
                        "alias best points to it",
                        "it has another header than when the plan was made",
                        "it is the latest version");
        assertThat(attic.tidying().log()).isEmpty();
    }

    @Test
    void apply_ofARepositoryThatRefuses_removesNothing() {
        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(1));
        attic.tidying().refuse("an archive for ever");

        assertThatExceptionOfType(RepositoryRefusesException.class)
                .isThrownBy(() -> attic.tidying().apply(plan))
                .withMessageContaining("an archive for ever");
        assertThat(attic.client().versions(one.shortId())).hasSize(4);
    }

    @Test
    void apply_ofAPlanForAnotherRepository_isRefused() {
        String json = attic.tidying().plan(RetireRules.keepLatest(1)).json();

        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> attic.tidying().apply(RetirePlan.of(json.replace("#models", "#others"))))
                .withMessageContaining("#others");
    }

    @Test
    void moveOfAnAlias_duringARetirement_waitsAndKeepsOrMissesIt() {
        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(1));
        FaultyBackend watched = attic.faulty();
        // Notice is given: the alias comes to its list, and so the version stays.
        watched.after(
                1, call -> call.is(Operation.PUT, "") && call.path().name().contains(".retiring-"), call -> {
                    FaultyBackend moving = attic.faulty();
                    moving.before(1, each -> each.is(Operation.LIST, "_uid/" + one.shortId() + "/1.0.0"), each -> {
                        throw new IllegalStateException("it dies here");
                    });
                    try (AudModel mover = attic.client(moving)) {
                        assertThatExceptionOfType(IllegalStateException.class)
                                .isThrownBy(() -> mover.setAlias(Alias.of("late"), one));
                    }
                });
        // The header is gone: an alias that is late finds no version.
        watched.after(
                2,
                call -> call.is(Operation.PUT, "2.0.0.header.yaml") || call.is(Operation.PUT, "3.0.0.header.yaml"),
                call -> assertThatExceptionOfType(ModelNotFoundException.class)
                        .isThrownBy(() -> attic.alias("late", three)));
        try (AudModel retirer = attic.client(watched)) {
            RetireReport report = Tidying.of(retirer).apply(plan);
            assertThat(report.retired()).containsExactly(ModelKey.of(two), ModelKey.of(three));
            assertThat(report.kept())
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.reason()).contains("its list of aliases was written at"));
        }
        assertThat(attic.client().exists(one)).isTrue();
    }

    @Test
    void setAlias_toAVersionUnderNotice_endsWithAConflict_andLeavesTheAliasWhereItWas() {
        attic.alias("best", four);
        attic.write("_uid/" + one.shortId() + "/1.0.0/" + one + ".retiring-0123456789abcdef", "retiring");

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> attic.alias("best", one))
                .withMessageContaining("is being retired");
        assertThat(attic.client().resolveAlias(Alias.of("best"))).isEqualTo(four);

        attic.pass(Duration.ofMinutes(11));
        attic.alias("best", one);
        assertThat(attic.client().resolveAlias(Alias.of("best"))).isEqualTo(one);
    }

    @Test
    void retire_thatFailsInTheMiddle_isInvisible_andCompletedByASweep() {
        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(3));
        FaultyBackend failing = attic.faulty();
        failing.before(1, call -> call.is(Operation.DELETE, ".zip"), FaultyBackend.failing(UnavailableException::new));
        try (AudModel retirer = attic.client(failing)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> Tidying.of(retirer).apply(plan));
        }
        assertThat(attic.client().exists(one)).isFalse();
        assertThatExceptionOfType(PublishInProgressException.class)
                .isThrownBy(() ->
                        attic.client().publish(attic.request("cnn", "1.0.0").takeOver()));
        assertThat(attic.tidying().sweep().removed()).isEmpty();

        attic.pass(Duration.ofMinutes(11));
        assertThat(attic.tidying().sweep().removed()).hasSize(1);
        assertThat(attic.pathsOf(one)).isEmpty();
        assertThat(attic.tidying().log()).hasSize(2);
        assertThat(attic.publish("cnn", "1.0.0")).isEqualTo(one);
    }

    @Test
    void load_duringARetirement_leavesNoPart_andACachedModelStays() throws Exception {
        Path cached = attic.client().load(one);
        RetirePlan plan = attic.tidying().plan(RetireRules.keepLatest(1));
        FaultyBackend loading = attic.faulty();
        loading.before(
                1,
                call -> call.is(Operation.GET, ".zip"),
                call -> attic.tidying().apply(plan));
        try (AudModel loader = attic.client(loading)) {
            assertThatExceptionOfType(AudModelException.class).isThrownBy(() -> loader.load(two));
            assertThat(loader.cache().list()).isEmpty();
        }

        assertThat(attic.client().load(one)).isEqualTo(cached);
        assertThat(Files.readString(cached.resolve("weights.txt"))).isEqualTo("cnn 1.0.0");
        assertThat(attic.client().exists(one)).isFalse();
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> attic.client().load(ModelRef.of(three.toString())));
    }

    private byte[] read(String path) {
        try (var body = attic.backend().get(new ObjectPath(path), ByteRange.all())) {
            return body.stream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
