package io.audmodel.it.race;

import static io.audmodel.it.race.PublishRules.ARCHIVE;
import static io.audmodel.it.race.PublishRules.HEADER;
import static io.audmodel.it.race.PublishRules.ID;
import static io.audmodel.it.race.PublishRules.META;
import static io.audmodel.it.race.PublishRules.VERSION;
import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How publishers keep each other away by announcements, where a store keeps no conditions. */
class AnnouncementRulesTest implements OnStorage {

    private static final Set<Capability> MAY_BE_KEPT = Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);

    private static final String PREFIX = VERSION.text() + "/" + ID + ".publishing-";

    /** Announcements of others, of the least and of the greatest name. */
    private static final ObjectPath LEAST = new ObjectPath(PREFIX + "0000000000000000-0000000000000000");

    private static final ObjectPath GREATEST = new ObjectPath(PREFIX + "ffffffffffffffff-ffffffffffffffff");

    private PublishRules rules;

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @BeforeEach
    void start(Workshop workshop) {
        rules = new PublishRules(workshop);
    }

    private FaultyBackend looking() {
        return rules.declaring(Set.of());
    }

    private static boolean isAnnouncement(Call call) {
        return call.path().text().startsWith(PREFIX);
    }

    private static Predicate<Call> announcing(Operation operation) {
        return call -> call.operation() == operation && isAnnouncement(call);
    }

    private void announce(ObjectPath path) {
        rules.write(path, Content.of(new byte[0]));
    }

    private void requireNoAnnouncement() {
        assertThat(rules.store().list(VERSION).map(ObjectInfo::path))
                .allMatch(path -> !path.text().startsWith(PREFIX));
    }

    @Test
    void publish_announcesItselfBeforeItWrites_andTakesThatBack() {
        FaultyBackend backend = looking();
        rules.client(backend).publish(rules.by("ada"));

        List<Call> puts = backend.calls().stream()
                .filter(call -> call.operation() == Operation.PUT)
                .toList();
        assertThat(puts).hasSize(4).first().matches(AnnouncementRulesTest::isAnnouncement);
        assertThat(backend.count(announcing(Operation.DELETE))).isEqualTo(1);
        requireNoAnnouncement();
        rules.requireModelOf("ada");
    }

    @Test
    void storeWhoseConditionsAreDisprovenByTheFirstWrite_isAnnouncedToThen() {
        Set<Capability> declared = EnumSet.allOf(Capability.class);
        FaultyBackend backend =
                new FaultyBackend(new ForwardingBackend(rules.store().reconnect()) {
                    @Override
                    public Set<Capability> capabilities() {
                        return Set.copyOf(declared);
                    }

                    @Override
                    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                        declared.clear();
                        return super.put(path, content, mode);
                    }
                });
        rules.client(backend).publish(rules.by("ada"));
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(1);
        requireNoAnnouncement();
    }

    @Test
    void anotherOfALesserName_isGivenWayTo_atOnce() {
        announce(LEAST);
        FaultyBackend backend = looking();
        assertThat(rules.refusal(backend, rules.by("ada")))
                .hasMessageContainingAll(LEAST.text(), "It counts until it is 24 hours old", "takeOver()");
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isEqualTo(1);
        assertThat(rules.store().list(VERSION).map(ObjectInfo::path)).containsExactly(LEAST);
        assertThat(rules.store().stat(ARCHIVE)).isEmpty();
    }

    @Test
    void anotherOfAGreaterName_isWaitedFor_andNotForEver() {
        announce(GREATEST);
        FaultyBackend backend = looking();
        backend.before(
                3,
                call -> call.operation() == Operation.LIST,
                call -> rules.store().delete(GREATEST));
        rules.client(backend).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);

        announce(GREATEST);
        FaultyBackend patient = looking();
        long begun = System.nanoTime();
        assertThat(rules.refusal(patient, rules.by("ada"))).hasMessageContaining(GREATEST.text());
        assertThat(patient.count(call -> call.operation() == Operation.LIST)).isEqualTo(8);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("5 ms, and twice as long each time")
                .isGreaterThanOrEqualTo(Duration.ofMillis(5 * 127));
        assertThat(rules.store().list(VERSION).map(ObjectInfo::path)).containsExactly(GREATEST);
    }

    @Test
    void ofSeveralOthers_theLeastDecides() {
        List<ObjectPath> others = List.of(
                new ObjectPath(PREFIX + "fffffffffffffffe-0000000000000000"),
                GREATEST,
                LEAST,
                new ObjectPath(PREFIX + "fffffffffffffffd-0000000000000000"));
        others.forEach(this::announce);
        FaultyBackend backend = looking();
        assertThat(rules.refusal(backend, rules.by("ada"))).hasMessageContaining(LEAST.text());
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isEqualTo(1);
    }

    @Test
    void lookThatFails_takesTheAnnouncementBack() {
        FaultyBackend backend = looking();
        backend.before(1, call -> call.operation() == Operation.LIST, failing(UnavailableException::new));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> rules.client(backend).publish(rules.by("ada")));
        requireNoAnnouncement();
    }

    @Test
    void announcementThatCannotBeTakenBack_isNoFailure() {
        FaultyBackend backend = looking();
        backend.before(1, announcing(Operation.DELETE), failing(UnavailableException::new));
        rules.client(backend).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        assertThat(backend.count(announcing(Operation.DELETE))).isEqualTo(1);
    }

    @Test
    void announcementOlderThanTheGracePeriod_isRemoved_andAYoungerOneIsNot() {
        announce(LEAST);
        rules.pass(Duration.ofHours(24));
        assertThat(rules.refusal(looking(), rules.by("ada"))).hasMessageContaining(LEAST.text());
        rules.pass(Duration.ofMillis(1));
        rules.client(looking()).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        requireNoAnnouncement();
    }

    @Test
    void takeOver_removesAnnouncements_andWaitsForTheLastStepsOfTheirOwners() {
        announce(LEAST);
        long begun = System.nanoTime();
        rules.client(looking()).publish(rules.by("ada").takeOver());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        rules.requireModelOf("ada");
        requireNoAnnouncement();
    }

    @Test
    void announcementOfTheSamePublish_keepsOnlyOthersAway_andGoesWithItsSuccess() {
        Crashing crashing = new Crashing(looking(), 1);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> rules.client(crashing).publish(rules.by("ada")));
        assertThat(rules.store().list(VERSION)).hasSize(1);

        assertThat(rules.refusal(looking(), rules.by("bob"))).hasMessageContaining("says so");
        rules.client(looking()).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        requireNoAnnouncement();
    }

    @Test
    void announcementThatIsTakenAway_endsThePublishBeforeItsHeader() {
        FaultyBackend backend = looking();
        backend.after(
                1,
                call -> call.is(Operation.PUT, ".meta.yaml"),
                call -> rules.store()
                        .list(VERSION)
                        .map(ObjectInfo::path)
                        .filter(path -> path.text().startsWith(PREFIX))
                        .toList()
                        .forEach(rules.store()::delete));
        assertThat(rules.refusal(backend, rules.by("ada"))).hasMessageContaining("took over");
        assertThat(rules.store().stat(HEADER)).isEmpty();
    }

    @Test
    void modelThatIsSeenWithTheOthers_isNotWrittenOver() {
        FaultyBackend backend = looking();
        backend.before(1, announcing(Operation.PUT), call -> rules.client().publish(rules.by("bob")));
        assertThat(rules.refusal(backend, rules.by("ada"))).hasMessageContaining("exists already in");
        assertThat(backend.count(call -> call.is(Operation.PUT, ".zip"))).isZero();
        rules.requireModelOf("bob");
        requireNoAnnouncement();
    }

    @Test
    void whoMayNotAnnounceOrWithdraw_isKeptApartByTheStore() {
        FaultyBackend mute = looking();
        mute.before(1, announcing(Operation.PUT), failing(AccessDeniedException::new));
        rules.client(mute).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);

        announce(LEAST);
        FaultyBackend stuck = looking();
        stuck.before(1, announcing(Operation.DELETE), failing(AccessDeniedException::new));
        rules.client(stuck).publish(rules.by("ada"));
        rules.requireModelOf("ada");
    }

    /** A store that declares conditions, and not at any size: it may withdraw them. */
    private FaultyBackend doubtful() {
        return rules.declaring(MAY_BE_KEPT);
    }

    @Test
    void storeThatMayKeepNoConditions_isTriedOnce_beforeAnythingOfOthersIsWritten() {
        FaultyBackend backend = doubtful();
        AudModel client = rules.client(backend);
        client.publish(rules.by("ada"));
        assertThat(backend.calls().stream().filter(call -> call.operation() == Operation.PUT))
                .hasSize(4)
                .first()
                .matches(AnnouncementRulesTest::isAnnouncement);
        assertThat(backend.count(announcing(Operation.DELETE))).isEqualTo(1);
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isZero();
        requireNoAnnouncement();

        List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);
        client.publish(rules.by("bob"));
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(1);
        rules.requireModelOf("bob");
    }

    @Test
    void storeThatMayKeepNoConditions_isTriedAgain_beforeRemainsAreReplaced() {
        rules.leaveRemains("ada");
        FaultyBackend backend = doubtful();
        AudModel client = rules.client(backend);
        client.publish(rules.by("bob").takeOver());
        List<Call> writes = backend.calls().stream()
                .filter(call -> call.operation() == Operation.PUT)
                .toList();
        assertThat(writes.indexOf(new Call(Operation.PUT, HEADER)))
                .isGreaterThan(writes.lastIndexOf(writes.stream()
                        .filter(AnnouncementRulesTest::isAnnouncement)
                        .toList()
                        .get(1)));
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(2);
        rules.requireModelOf("bob");

        List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);
        rules.leaveRemains("ada");
        client.publish(rules.by("bob").takeOver());
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(2);
        rules.requireModelOf("bob");
        requireNoAnnouncement();
    }

    @Test
    void clientThatHasCreatedBefore_triesReplacingOnANewObject() {
        FaultyBackend backend = doubtful();
        AudModel client = rules.client(backend);
        client.publish(rules.by("ada"));
        List.of(ARCHIVE, META, HEADER).forEach(rules.store()::delete);
        rules.leaveRemains("ada");
        client.publish(rules.by("bob").takeOver());
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(1 + 2);
        rules.requireModelOf("bob");
        requireNoAnnouncement();
    }

    @Test
    void announcementThatIsRemovedBeforeItIsReplaced_tellsThatSomebodyTookOver() {
        rules.leaveRemains("ada");
        FaultyBackend backend = doubtful();
        backend.before(2, announcing(Operation.PUT), call -> rules.store().delete(call.path()));
        assertThat(rules.refusal(backend, rules.by("bob").takeOver()))
                .hasMessageContaining("took over from this publish");
        assertThat(rules.store().stat(HEADER)).isEmpty();
    }

    @Test
    void storeThatShowsThatItKeepsNoReplacements_isAnnouncedTo_beforeRemainsAreReplaced() {
        rules.leaveRemains("ada");
        byte[] remains = rules.bytes(ARCHIVE);
        announce(LEAST);
        Set<Capability> declared = EnumSet.copyOf(MAY_BE_KEPT);
        FaultyBackend backend =
                new FaultyBackend(new ForwardingBackend(rules.store().reconnect()) {
                    @Override
                    public Set<Capability> capabilities() {
                        return Set.copyOf(declared);
                    }

                    @Override
                    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                        if (mode.kind() == PutMode.Kind.REPLACE) {
                            declared.clear();
                        }
                        return super.put(path, content, mode);
                    }
                });
        rules.pass(Duration.ofHours(24));
        assertThat(rules.refusal(backend, rules.by("bob"))).hasMessageContaining(LEAST.text());
        assertThat(rules.bytes(ARCHIVE)).isEqualTo(remains);
        assertThat(rules.store().stat(HEADER)).isEmpty();
    }

    @Test
    void whoMayWriteNoAnnouncement_publishes_andTriesAgain() {
        FaultyBackend backend = doubtful();
        backend.before(1, announcing(Operation.PUT), failing(AccessDeniedException::new));
        rules.client(backend).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(2);
        requireNoAnnouncement();
    }

    @Test
    void publishThatIsInterrupted_takesItsAnnouncementBack_andStaysInterrupted() {
        FaultyBackend backend = looking();
        backend.before(1, call -> call.is(Operation.PUT, ".meta.yaml"), call -> {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted", null);
        });
        AtomicBoolean isInterrupted = new AtomicBoolean(true);
        backend.before(
                1,
                announcing(Operation.DELETE),
                call -> isInterrupted.set(Thread.currentThread().isInterrupted()));
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> rules.client(backend).publish(rules.by("ada")));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(isInterrupted)
                .as("a backend would not delete for an interrupted thread")
                .isFalse();
        requireNoAnnouncement();
    }
}
