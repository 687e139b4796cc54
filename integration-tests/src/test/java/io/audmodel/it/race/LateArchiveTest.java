package io.audmodel.it.race;

import static io.audmodel.it.race.PublishRules.ARCHIVE;
import static io.audmodel.it.race.PublishRules.HEADER;
import static io.audmodel.it.race.PublishRules.ID;
import static io.audmodel.it.race.PublishRules.META;
import static io.audmodel.it.race.PublishRules.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archives that a store puts together when their publisher has lost already, on a store that may keep no conditions of them. */
class LateArchiveTest implements OnStorage {

    private static final ObjectPath TAKER =
            new ObjectPath(VERSION.text() + "/" + ID + ".publishing-ffffffffffffffff-ffffffffffffffff");

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
        return rules.declaring(Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET));
    }

    @Test
    void archiveOfTheTaker_thatComesAfterTheHeader_isWrittenOver() {
        FaultyBackend backend = doubtful();
        backend.after(
                1, call -> call.is(Operation.PUT, HEADER.name()), call -> rules.write(TAKER, PublishRules.text("")));
        backend.before(4, call -> call.operation() == Operation.LIST, call -> {
            rules.write(ARCHIVE, PublishRules.text("of the taker"));
            rules.store().delete(TAKER);
        });

        rules.client(backend).publish(rules.byWithMuch("ada"));

        rules.requireModelOf("ada");
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isEqualTo(4);
    }

    @Test
    void archiveOfAnother_thatComesAfterTheHeader_isWrittenOver_withoutConditions() {
        FaultyBackend backend = rules.declaring(Set.of());
        backend.after(
                1, call -> call.is(Operation.PUT, HEADER.name()), call -> rules.write(TAKER, PublishRules.text("")));
        backend.before(3, call -> call.operation() == Operation.LIST, call -> {
            rules.write(ARCHIVE, PublishRules.text("of a later publisher"));
            rules.store().delete(TAKER);
        });

        rules.client(backend).publish(rules.by("ada"));

        rules.requireModelOf("ada");
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isEqualTo(3);
    }

    @Test
    void metadataOfAPublisherThatWasTakenOverMeanwhile_areNotWritten() {
        FaultyBackend backend = rules.declaring(Set.of());
        backend.after(
                1,
                call -> call.is(Operation.PUT, ARCHIVE.name()),
                call -> rules.store()
                        .list(VERSION)
                        .map(ObjectInfo::path)
                        .toList()
                        .forEach(rules.store()::delete));

        assertThat(rules.refusal(backend, rules.by("ada"))).hasMessageContaining("it took over");
        assertThat(rules.store().stat(META)).isEmpty();
    }

    @Test
    void whoeverTakesOver_isAnnounced_beforeItRemovesTheAnnouncementsOfOthers() {
        rules.write(TAKER, PublishRules.text(""));
        FaultyBackend backend = rules.declaring(Set.of());
        backend.after(
                1,
                call -> call.operation() == Operation.DELETE,
                call -> assertThat(rules.refusal(rules.declaring(Set.of()), rules.by("bob")))
                        .as("of somebody who comes while the others take their last steps")
                        .hasMessageContaining(".publishing-"));

        rules.client(backend).publish(rules.by("ada").takeOver());

        rules.requireModelOf("ada");
        assertThat(backend.calls().stream().filter(call -> call.path().equals(TAKER)))
                .isNotEmpty();
    }

    @Test
    void headerThatAppears_whileAnotherIsWaitedFor_endsTheWait() {
        rules.write(TAKER, PublishRules.text(""));
        FaultyBackend backend = doubtful();
        Content header = PublishRules.text("x".repeat(1_000));
        backend.before(2, call -> call.operation() == Operation.LIST, call -> rules.write(HEADER, header));

        assertThat(rules.refusal(backend, rules.byWithMuch("ada"))).hasMessageContaining("exists already");
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isEqualTo(2);
    }
}
