package io.audmodel.it.race;

import static io.audmodel.it.race.PublishRules.ARCHIVE;
import static io.audmodel.it.race.PublishRules.HEADER;
import static io.audmodel.it.race.PublishRules.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher looks at before and after its commit, where a store keeps its conditions or does not. */
class LookingRulesTest implements OnStorage {

    private static final UnaryOperator<ObjectInfo> WITHOUT_REVISION = info -> new ObjectInfo(
            info.path(), info.size(), info.modified(), info.checksum().orElseThrow(), null);
    private static final UnaryOperator<ObjectInfo> WITH_TIME_ALONE =
            info -> new ObjectInfo(info.path(), info.size(), info.modified(), null, null);

    private PublishRules rules;

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @BeforeEach
    void start(Workshop workshop) {
        rules = new PublishRules(workshop);
    }

    /** A publisher to a store without conditions, who is disturbed when it has put its metadata. */
    private FaultyBackend disturbed(UnaryOperator<ObjectInfo> told, Runnable disturbance) {
        FaultyBackend backend =
                new FaultyBackend(new AlteredBackend(rules.store().reconnect(), Set.of(), told));
        backend.after(1, call -> call.is(Operation.PUT, ".meta.yaml"), call -> disturbance.run());
        return backend;
    }

    private void requireRefusedBeforeTheCommit(FaultyBackend backend, ObjectPath replaced) {
        assertThat(rules.refusal(backend, rules.by("bob")))
                .hasMessageContaining("it replaced " + replaced + " in the meantime");
        assertThat(rules.store().stat(HEADER)).as("the header").isEmpty();
    }

    private Content another(ObjectPath path) {
        byte[] bytes = rules.bytes(path);
        bytes[bytes.length / 2] ^= 1;
        return Content.of(bytes);
    }

    @Test
    void partThatWasReplaced_isFoundBeforeTheCommit(Workshop workshop) {
        for (UnaryOperator<ObjectInfo> told : List.of(UnaryOperator.<ObjectInfo>identity(), WITHOUT_REVISION)) {
            for (ObjectPath path : List.of(ARCHIVE, META)) {
                start(workshop);
                requireRefusedBeforeTheCommit(disturbed(told, () -> rules.write(path, another(path))), path);
            }
        }
    }

    @Test
    void partThatIsLonger_isFoundBeforeTheCommit() {
        requireRefusedBeforeTheCommit(
                disturbed(
                        WITH_TIME_ALONE, () -> rules.write(META, PublishRules.text("by: somebody else, at length\n"))),
                META);
    }

    @Test
    void partThatIsGone_isFoundBeforeTheCommit() {
        requireRefusedBeforeTheCommit(
                disturbed(WITHOUT_REVISION, () -> rules.store().delete(ARCHIVE)), ARCHIVE);
    }

    @Test
    void partOfAnotherTime_isReadWhereNothingElseTells() {
        requireRefusedBeforeTheCommit(
                disturbed(WITH_TIME_ALONE, () -> {
                    rules.pass(Duration.ofSeconds(1));
                    rules.write(ARCHIVE, another(ARCHIVE));
                }),
                ARCHIVE);
        List.of(ARCHIVE, META).forEach(rules.store()::delete);

        FaultyBackend copied = disturbed(WITH_TIME_ALONE, () -> {
            rules.pass(Duration.ofSeconds(1));
            rules.write(ARCHIVE, Content.of(rules.bytes(ARCHIVE)));
        });
        rules.client(copied).publish(rules.by("bob"));
        rules.requireModelOf("bob");
    }

    @Test
    void partOfTheSameTime_isNotRead() {
        FaultyBackend calm = disturbed(WITH_TIME_ALONE, () -> {});
        rules.client(calm).publish(rules.by("bob"));
        rules.requireModelOf("bob");
        assertThat(calm.count(call -> call.is(Operation.GET, ".zip"))).isZero();
    }

    @Test
    void equalPartOfAnotherRevision_isAnothersWrite() {
        requireRefusedBeforeTheCommit(
                disturbed(UnaryOperator.identity(), () -> rules.write(ARCHIVE, Content.of(rules.bytes(ARCHIVE)))),
                ARCHIVE);
    }

    @Test
    void partWhoseChecksumIsToldWrong_isOursByItsBytes() {
        Checksum wrong = new Checksum("0".repeat(32));
        Set<ObjectPath> told = new HashSet<>();
        FaultyBackend misled = disturbed(
                info -> new ObjectInfo(
                        info.path(),
                        info.size(),
                        info.modified(),
                        told.add(info.path()) ? info.checksum().orElseThrow() : wrong,
                        null),
                () -> {});
        rules.client(misled).publish(rules.by("bob"));
        rules.requireModelOf("bob");
    }

    @Test
    void everythingIsPutAnew_whereAFenceWasMetAndTheStoreKeepsNoConditions() {
        FaultyBackend taking = rules.declaring(Set.of(Capability.ATOMIC_CREATE));
        taking.before(
                1, call -> call.is(Operation.PUT, ".header.yaml"), call -> rules.write(HEADER, PublishRules.FENCE));
        rules.client(taking).publish(rules.by("bob").takeOver());
        rules.requireModelOf("bob");
    }

    @Test
    void storeThatKeepsConditions_isNotAskedAfterTheCommit() {
        FaultyBackend backend = rules.faulty();
        rules.client(backend).publish(rules.by("bob"));
        assertThat(backend.calls()).last().isEqualTo(new Call(Operation.PUT, HEADER));
    }

    @Test
    void archiveOfMoreThanAMebibyte_isLookedAtAfterTheCommit_whereItMayHaveComeInParts(Workshop workshop) {
        assertThat(afterTheCommit(workshop, 1 << 20)).isEqualTo(new Call(Operation.PUT, HEADER));
        assertThat(afterTheCommit(workshop, (1 << 20) + 1)).isEqualTo(new Call(Operation.STAT, ARCHIVE));
    }

    /** The last call of a publish of an archive of this length, which is stored. */
    private Call afterTheCommit(Workshop workshop, int length) {
        Path folder = workshop.fresh("model");
        start(workshop);
        Samples.file(folder.resolve("weights"), new byte[1000]);
        rules.client().publish(stored(folder));
        int around = rules.bytes(ARCHIVE).length - 1000;
        start(workshop);
        Samples.file(folder.resolve("weights"), new byte[length - around]);
        Set<Capability> declared = EnumSet.complementOf(EnumSet.of(Capability.CONDITIONS_AT_ANY_SIZE));
        FaultyBackend backend = rules.declaring(declared);
        rules.client(backend).publish(stored(folder));
        assertThat(rules.bytes(ARCHIVE)).hasSize(length);
        return backend.calls().stream()
                .filter(call -> !Layouts.isAnnouncement(call.path().text()))
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static PublishRequest stored(Path folder) {
        return PublishRequest.of(folder, "onnx", Version.of("1.0.0")).compression(Compression.stored());
    }

    @Test
    void storeThatContradictsItself_isAskedTwentyTimes() {
        AtomicInteger writes = new AtomicInteger();
        Backend contradicting = new ForwardingBackend(rules.store().reconnect()) {
            @Override
            public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                writes.incrementAndGet();
                throw new ObjectExistsException(new Failure("test", "put", path.text(), "it exists"));
            }
        };
        assertThat(rules.refusal(contradicting, rules.by("bob")))
                .hasMessageContaining(ARCHIVE + " was written by others 20 times meanwhile");
        assertThat(writes).hasValue(20);
    }

    @Test
    void modelThatIsWrittenOverForEver_isPutBackTwentyTimes_andThenToldDamaged() {
        AtomicInteger writes = new AtomicInteger();
        Backend hostile = new ForwardingBackend(rules.store().reconnect()) {
            @Override
            public Set<Capability> capabilities() {
                return Set.of();
            }

            @Override
            public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                ObjectInfo written = super.put(path, content, mode);
                if (rules.store().stat(HEADER).isPresent()) {
                    writes.addAndGet(path.equals(META) ? 1 : 0);
                    rules.write(META, PublishRules.text("by: " + writes + "\n"));
                }
                return written;
            }
        };
        assertThat(rules.refusal(hostile, rules.by("bob"))).hasMessageContaining("20 times, and the model is damaged");
        assertThat(writes).hasValue(20);
    }
}
