package io.audmodel.it.race;

import static io.audmodel.it.race.PublishRules.ARCHIVE;
import static io.audmodel.it.race.PublishRules.FENCE;
import static io.audmodel.it.race.PublishRules.HEADER;
import static io.audmodel.it.race.PublishRules.META;
import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the records of decisions say of remains and fences, a test for each rule. */
class TakeOverRulesTest implements OnStorage {

    private static final Duration LONG = Duration.ofHours(25);

    private PublishRules rules;

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @BeforeEach
    void start(Workshop workshop) {
        rules = new PublishRules(workshop);
    }

    /** Ada has left remains, a day ago; Bob's next steps are these. */
    private FaultyBackend bobOverOldRemains() {
        rules.leaveRemains("ada");
        rules.pass(LONG);
        return rules.faulty();
    }

    @Test
    void whoStoodStillBeforeItReplaces_leavesTheModelOfWhoTookOver(Workshop workshop) {
        // The first attempt at each finds what Ada left; at the header it is the fence that is written first.
        for (String step : List.of(".zip", ".meta.yaml", ".header.yaml")) {
            start(workshop);
            FaultyBackend bob = bobOverOldRemains();
            bob.before(
                    2,
                    call -> call.is(Operation.PUT, step),
                    call -> rules.client().publish(rules.by("cyd").takeOver()));

            assertThat(rules.refusal(bob, rules.by("bob"))).as(step).hasMessageContaining("exists already in");
            rules.requireModelOf("cyd");
        }
    }

    @Test
    void whoseFenceFell_replacesNothingMore() {
        FaultyBackend bob = bobOverOldRemains();
        bob.after(1, call -> call.is(Operation.PUT, ".header.yaml"), call -> rules.write(HEADER, FENCE));
        byte[] meta = rules.bytes(META);

        assertThat(rules.refusal(bob, rules.by("bob"))).hasMessageContaining("it took over what this publish");
        assertThat(rules.bytes(META)).isEqualTo(meta);
        assertThat(rules.bytes(HEADER)).asString().contains("fedcba9876543210");
    }

    @Test
    void modelThatBecameVisibleMeanwhile_isNotTakenOver() {
        for (boolean takesOver : new boolean[] {false, true}) {
            FaultyBackend bob = rules.faulty();
            bob.before(
                    1,
                    call -> call.is(Operation.PUT, ".zip"),
                    call -> rules.client().publish(rules.by("ada")));
            var request = takesOver ? rules.by("bob").takeOver() : rules.by("bob");

            assertThat(rules.refusal(bob, request)).hasMessageContaining("exists already in");
            rules.requireModelOf("ada");
            List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);
        }
    }

    @Test
    void youngRemains_areLeftAlone_andToldWithTheirAge() {
        rules.leaveRemains("ada");
        byte[] archive = rules.bytes(ARCHIVE);
        rules.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(rules.refusal(rules.faulty(), rules.by("bob")))
                .hasMessageContaining("2026-02-03T04:05:06Z has other content")
                .hasMessageContaining("takeOver()");
        assertThat(rules.bytes(ARCHIVE)).isEqualTo(archive);
        assertThat(rules.store().stat(HEADER)).isEmpty();

        rules.pass(Duration.ofMillis(1));
        rules.client().publish(rules.by("bob"));
        rules.requireModelOf("bob");
    }

    @Test
    void youngFence_keepsOthersOut_andIsOnesOwnWhereTheSamePublishIsRepeated() {
        rules.leaveRemains("ada");
        rules.pass(LONG);
        Crashing bob = new Crashing(rules.store().reconnect(), 2);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> rules.client(bob).publish(rules.by("bob")));
        assertThat(rules.bytes(HEADER)).asString().startsWith("# audmodel: publishing ");
        rules.pass(Duration.ofMinutes(1));

        assertThat(rules.refusal(rules.faulty(), rules.by("cyd")))
                .hasMessageContaining("it began at 2026-02-04T05:05:06Z")
                .hasMessageContaining("takeOver()");
        rules.client().publish(rules.by("bob"));
        rules.requireModelOf("bob");
    }

    @Test
    void fenceOfAnother_metBeforeAnythingWasWritten_leavesTheArchiveAsItIs() {
        rules.leaveRemains("ada");
        rules.write(HEADER, FENCE);
        rules.pass(LONG);
        rules.client().publish(rules.by("bob"));

        rules.requireModelOf("bob");
        assertThat(rules.bytes(ARCHIVE)).isEqualTo(rules.archiveOf("bob"));
    }

    @Test
    void fenceOfAnother_metWhenTheArchiveWasWritten_hasAllWrittenUnlikeAnythingThereEverWas() {
        rules.leaveRemains("ada");
        rules.store().delete(ARCHIVE);
        rules.write(HEADER, FENCE);
        rules.pass(LONG);
        rules.client().publish(rules.by("bob"));

        rules.requireModelOf("bob");
        assertThat(rules.bytes(ARCHIVE)).isNotEqualTo(rules.archiveOf("bob"));
    }

    @Test
    void fenceOfAnother_metAtTheCommit_isRespected_orTakenOverWithAllWrittenAnew() {
        FaultyBackend bob = rules.faulty();
        bob.before(1, call -> call.is(Operation.PUT, ".header.yaml"), call -> rules.write(HEADER, FENCE));
        assertThat(rules.refusal(bob, rules.by("bob"))).hasMessageContaining("it began at ");
        List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);

        FaultyBackend taking = rules.faulty();
        taking.before(1, call -> call.is(Operation.PUT, ".header.yaml"), call -> rules.write(HEADER, FENCE));
        rules.client(taking).publish(rules.by("bob").takeOver());

        rules.requireModelOf("bob");
        assertThat(rules.bytes(ARCHIVE)).isNotEqualTo(rules.archiveOf("bob"));
    }

    @Test
    void equalContentOfOld_isWrittenAgainBehindAFence_whoseLastOwnerMayBeAboutToReplaceIt(Workshop workshop) {
        AudModel source = workshop.client(workshop.repository("source"));
        source.publish(rules.by("ada"));
        rules.leaveRemains("ada");
        Optional<ObjectInfo> archive = rules.store().stat(ARCHIVE);
        Optional<ObjectInfo> meta = rules.store().stat(META);
        rules.write(HEADER, FENCE);
        rules.pass(LONG);
        FaultyBackend target = rules.faulty();
        target.after(1, call -> call.is(Operation.PUT, ".zip"), failing(OutcomeUnknownException::new));

        source.copy(CopyRequest.of(PublishRules.ID), rules.client(target));

        rules.requireModelOf("ada");
        assertThat(rules.store().stat(ARCHIVE).flatMap(ObjectInfo::revision))
                .isNotEqualTo(archive.flatMap(ObjectInfo::revision));
        assertThat(rules.store().stat(META).flatMap(ObjectInfo::revision))
                .isNotEqualTo(meta.flatMap(ObjectInfo::revision));
        assertThat(target.count(call -> call.is(Operation.PUT, ".zip")))
                .as("a write whose answer was lost is found done")
                .isEqualTo(1);
    }

    @Test
    void equalContent_isKept_howeverYoungItIs(Workshop workshop) {
        AudModel source = workshop.client(workshop.repository("source"));
        source.publish(rules.by("ada"));
        rules.leaveRemains("ada");
        FaultyBackend target = rules.faulty();

        source.copy(CopyRequest.of(PublishRules.ID), rules.client(target));

        rules.requireModelOf("ada");
        assertThat(target.calls())
                .filteredOn(call -> call.operation() == Operation.PUT)
                .containsExactly(new FaultyBackend.Call(Operation.PUT, HEADER));
    }

    @Test
    void headerOfUnknownOutcome_isOursOnlyIfItIsTheOneThatWasSent() {
        FaultyBackend bob = rules.faulty();
        bob.before(1, call -> call.is(Operation.PUT, ".header.yaml"), call -> {
            rules.write(HEADER, PublishRules.text("author: ada\n"));
            failing(OutcomeUnknownException::new).accept(call);
        });
        assertThat(rules.refusal(bob, rules.by("bob"))).hasMessageContaining("exists already in");
        assertThat(rules.bytes(HEADER)).asString().isEqualTo("author: ada\n");
    }

    @Test
    void headerOfUnknownOutcome_behindAFence_isUnknownWhileTheFenceStands() {
        FaultyBackend bob = bobOverOldRemains();
        bob.before(2, call -> call.is(Operation.PUT, ".header.yaml"), failing(OutcomeUnknownException::new));
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> rules.client(bob).publish(rules.by("bob")));
        rules.client().publish(rules.by("bob"));
        rules.requireModelOf("bob");
    }
}
