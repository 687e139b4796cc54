package io.audmodel.it.race;

import static io.audmodel.it.race.PublishRules.ARCHIVE;
import static io.audmodel.it.race.PublishRules.ID;
import static io.audmodel.it.race.PublishRules.VERSION;
import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.PublishRequest;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How publishers keep each other away where conditions hold for small objects, and may not for a large archive. */
class LargeArchiveRulesTest implements OnStorage {

    private static final Set<Capability> MAY_BE_KEPT = Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);

    private static final String PREFIX = VERSION.text() + "/" + ID + ".publishing-";

    /** The announcement of somebody else. */
    private static final ObjectPath LEAST = new ObjectPath(PREFIX + "0000000000000000-0000000000000000");

    private static final Duration LAST_STEPS = Duration.ofSeconds(1);

    private PublishRules rules;

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @BeforeEach
    void start(Workshop workshop) {
        rules = new PublishRules(workshop);
    }

    private FaultyBackend doubtful() {
        return rules.declaring(MAY_BE_KEPT);
    }

    private static Predicate<Call> announcing(Operation operation) {
        return call -> call.operation() == operation && call.path().text().startsWith(PREFIX);
    }

    private void announce(ObjectPath path) {
        rules.write(path, Content.of(new byte[0]));
    }

    private void requireNoAnnouncement() {
        assertThat(rules.store().list(VERSION).map(ObjectInfo::path))
                .allMatch(path -> !path.text().startsWith(PREFIX));
    }

    private Duration timeToPublish(PublishRequest request) {
        long begun = System.nanoTime();
        rules.client(doubtful()).publish(request);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void largeArchive_whereConditionsMayNotHoldForIt_isAnnounced() {
        FaultyBackend backend = doubtful();
        announce(LEAST);
        assertThat(rules.refusal(backend, rules.byWithMuch("ada"))).hasMessageContaining(LEAST.text());
        assertThat(rules.store().stat(ARCHIVE)).isEmpty();

        rules.client(backend).publish(rules.byWithMuch("ada").takeOver());
        assertThat(rules.client().header(ID).author()).isEqualTo("ada");
        requireNoAnnouncement();
    }

    @Test
    void takeOverThatFails_whereConditionsMayNotHold_leavesTheOthersInTheirPlace() {
        FaultyBackend backend = doubtful();
        announce(LEAST);
        backend.before(1, call -> call.is(Operation.PUT, ".header.yaml"), failing(UnavailableException::new));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() ->
                        rules.client(backend).publish(rules.byWithMuch("ada").takeOver()));
        assertThat(rules.store().stat(LEAST)).isPresent();
        assertThat(rules.refusal(doubtful(), rules.byWithMuch("bob"))).hasMessageContaining(LEAST.text());
    }

    @Test
    void largeArchive_ofWhichConditionsHold_isNotAnnounced() {
        FaultyBackend backend = new FaultyBackend(rules.store().reconnect());
        announce(LEAST);
        rules.client(backend).publish(rules.byWithMuch("ada"));
        assertThat(backend.count(announcing(Operation.PUT))).isZero();
    }

    @Test
    void largeArchive_isAnnouncedOnce_byTheWriteThatTriesTheStore() {
        FaultyBackend backend = doubtful();
        rules.client(backend).publish(rules.byWithMuch("ada"));
        assertThat(backend.count(announcing(Operation.PUT))).isEqualTo(1);
        requireNoAnnouncement();
    }

    @Test
    void archiveOfThoseTakenOver_isWaitedFor_beforeTheLastLook() {
        announce(LEAST);
        rules.pass(Duration.ofHours(24).plusMillis(1));
        assertThat(timeToPublish(rules.byWithMuch("ada"))).isGreaterThanOrEqualTo(LAST_STEPS);
        assertThat(rules.client().header(ID).author()).isEqualTo("ada");
    }
}
