package io.audmodel.it.race;

import static io.audmodel.it.race.PublishRules.HEADER;
import static io.audmodel.it.race.PublishRules.ID;
import static io.audmodel.it.race.PublishRules.VERSION;
import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a publisher that paused before its header gives way to one that took over, on a store without conditions. */
@Tag("one-jdk")
class SuccessionTest implements OnStorage {

    private static final String ANNOUNCEMENT = VERSION.text() + "/" + ID + ".publishing-";
    private static final String SUCCESSION = VERSION.text() + "/" + ID + ".taken-over-";
    private static final ObjectPath OTHER = new ObjectPath(ANNOUNCEMENT + "0000000000000000-0000000000000000");
    private static final ObjectPath EARLY = new ObjectPath(SUCCESSION + "ffffffffffffffff-0000000000000000");
    private static final ObjectPath LATE = new ObjectPath(SUCCESSION + "0000000000000000-ffffffffffffffff");

    private PublishRules rules;

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @BeforeEach
    void start(Workshop workshop) {
        rules = new PublishRules(workshop);
    }

    /** A connection to a store that has no conditions, and writes over whatever is there. */
    private FaultyBackend backend() {
        Backend writingOver = new ForwardingBackend(rules.store().reconnect()) {
            @Override
            public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                return super.put(path, content, PutMode.overwrite());
            }
        };
        return new FaultyBackend(new AlteredBackend(writingOver, Set.of(), UnaryOperator.identity()));
    }

    /** A publisher that stands still before its header, while something else is done. */
    private FaultyBackend standingStill(Runnable meanwhile) {
        FaultyBackend backend = backend();
        backend.before(1, puttingHeader(), call -> meanwhile.run());
        return backend;
    }

    private static Predicate<Call> puttingHeader() {
        return call -> call.operation() == Operation.PUT && call.path().equals(HEADER);
    }

    private List<ObjectPath> left(String prefix) {
        return rules.store()
                .list(VERSION)
                .map(ObjectInfo::path)
                .filter(path -> path.text().startsWith(prefix))
                .toList();
    }

    /** Takes over as far as a publisher has that writes its archive. */
    private void beginTakeOver() {
        left(ANNOUNCEMENT).forEach(rules.store()::delete);
        rules.write(OTHER, Content.of(new byte[0]));
    }

    @Test
    void headerThatComesAfterATakeOver_givesWayToTheOneThatWasLeft() {
        FaultyBackend late = standingStill(
                () -> rules.client(backend()).publish(rules.by("bob").takeOver()));
        assertThat(rules.refusal(late, rules.by("ada"))).hasMessageContaining("exists already in");
        rules.requireModelOf("bob");
        assertThat(late.count(call -> call.operation() == Operation.LIST))
                .as("alone at first, not in the wait for others, nor in the end")
                .isEqualTo(3);
        assertThat(left(ANNOUNCEMENT)).isEmpty();
        assertThat(left(SUCCESSION))
                .singleElement()
                .satisfies(path -> assertThat(rules.bytes(path)).isEqualTo(rules.bytes(HEADER)));
    }

    @Test
    void headerThatComesWhileAnotherTakesOver_isRemoved() {
        assertThat(rules.refusal(standingStill(this::beginTakeOver), rules.by("ada")))
                .hasMessageContaining("took over");
        assertThat(rules.store().stat(HEADER)).isEmpty();
        assertThat(left(ANNOUNCEMENT)).containsExactly(OTHER);
    }

    @Test
    void headerThatComesWhileAnotherTakesOverAndGivesUp_stays() {
        FaultyBackend late = standingStill(this::beginTakeOver);
        late.before(
                4,
                call -> call.operation() == Operation.LIST,
                call -> rules.store().delete(OTHER));
        rules.client(late).publish(rules.by("ada"));
        rules.requireModelOf("ada");
        assertThat(late.count(call -> call.operation() == Operation.LIST)).isEqualTo(5);
    }

    @Test
    void headerThatIsLeftAsTheLateOneIsRemoved_isPutBack() {
        byte[] header = rules.headerOf("bob");
        FaultyBackend late = standingStill(this::beginTakeOver);
        late.before(1, call -> call.is(Operation.DELETE, ".header.yaml"), call -> {
            rules.write(LATE, Content.of(header));
            rules.write(HEADER, Content.of(header));
        });
        assertThat(rules.refusal(late, rules.by("ada"))).hasMessageContaining("exists already in");
        assertThat(rules.bytes(HEADER)).isEqualTo(header);
    }

    @Test
    void headerOfAnother_whoLeavesNone_isNotRemovedAsTheLateOneGivesWay() {
        byte[] header = rules.headerOf("bob");
        FaultyBackend late = standingStill(this::beginTakeOver);
        // One list to be alone and eight in the wait for others come before those of giving way.
        late.before(12, call -> call.operation() == Operation.LIST, call -> rules.write(HEADER, Content.of(header)));
        assertThat(rules.refusal(late, rules.by("ada"))).hasMessageContaining("exists already in");
        assertThat(rules.bytes(HEADER)).isEqualTo(header);
    }

    @Test
    void ofSeveralHeadersThatAreLeft_theLatestIsPutBack() {
        byte[] header = rules.headerOf("bob");
        FaultyBackend late = standingStill(() -> {
            beginTakeOver();
            rules.write(EARLY, Content.of(rules.headerOf("cyd")));
            rules.pass(Duration.ofSeconds(1));
            rules.write(LATE, Content.of(header));
        });
        rules.refusal(late, rules.by("ada"));
        assertThat(rules.bytes(HEADER)).isEqualTo(header);
    }

    @Test
    void whoHasTakenOver_writesItsHeaderAgainOverALateOne() {
        byte[] header = rules.headerOf("ada");
        rules.write(OTHER, Content.of(new byte[0]));
        FaultyBackend backend = backend();
        backend.after(1, puttingHeader(), call -> rules.write(HEADER, Content.of(header)));
        rules.client(backend).publish(rules.by("bob").takeOver());
        rules.requireModelOf("bob");
    }

    @Test
    void headerOfPython_isNoLateOne() {
        String header = new String(rules.headerOf("ada"), StandardCharsets.UTF_8);
        Content ofPython = PublishRules.text(header.substring(header.indexOf('\n') + 1));
        rules.write(OTHER, Content.of(new byte[0]));
        FaultyBackend backend = backend();
        backend.after(1, puttingHeader(), call -> rules.write(HEADER, ofPython));
        assertThat(rules.refusal(backend, rules.by("bob").takeOver())).hasMessageContaining("exists already in");
        assertThat(rules.client().header(ID).author()).isEqualTo("ada");
        assertThat(left(SUCCESSION)).isEmpty();
    }

    @Test
    void headerThatIsReplaced_whereNobodyWasTakenOver_isNotWrittenAgain() {
        byte[] header = rules.headerOf("ada");
        FaultyBackend backend = backend();
        backend.after(1, puttingHeader(), call -> rules.write(HEADER, Content.of(header)));
        assertThat(rules.refusal(backend, rules.by("bob"))).hasMessageContaining("exists already in");
        assertThat(rules.bytes(HEADER)).isEqualTo(header);
    }

    @Test
    void takeOverThatFails_leavesNoHeaderToOthers() {
        rules.write(OTHER, Content.of(new byte[0]));
        FaultyBackend backend = backend();
        backend.before(1, puttingHeader(), failing(UnavailableException::new));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> rules.client(backend).publish(rules.by("bob").takeOver()));
        assertThat(left(SUCCESSION)).isEmpty();
        assertThat(backend.count(call ->
                        call.operation() == Operation.PUT && call.path().text().startsWith(SUCCESSION)))
                .isEqualTo(1);
    }

    @Test
    void headerThatWasLeft_withoutAModel_keepsOthersAwayAsAnAnnouncementDoes() {
        rules.write(LATE, Content.of(rules.headerOf("bob")));
        assertThat(rules.refusal(backend(), rules.by("ada"))).hasMessageContaining(LATE.text());

        rules.client(backend()).publish(rules.by("ada").takeOver());
        rules.requireModelOf("ada");
        assertThat(left(SUCCESSION)).hasSize(1).doesNotContain(LATE);
    }
}
