package io.audmodel.it.race;

import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of moves, removals and updates: each once, none left out, and begun again where somebody was quicker. */
class AliasRulesTest implements OnStorage {

    private static final Alias LIVE = new Alias("live");
    private static final String DOCUMENT = Layouts.alias("live");

    private final InMemoryBackend memory = new InMemoryBackend();
    private Workshop workshop;
    private AudModel others;
    private ModelId first;
    private ModelId second;

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @BeforeEach
    void publish(Workshop workshop) {
        this.workshop = workshop;
        others = workshop.client(memory.reconnect());
        first = others.publish(workshop.request("onnx", "1.0.0"));
        second = others.publish(workshop.request("onnx", "2.0.0"));
    }

    private FaultyBackend faulty() {
        return new FaultyBackend(memory.reconnect());
    }

    private AudModel offline(AudModel online) {
        return workshop.open(workshop.builder()
                .cacheRoot(online.cacheRoot())
                .repository(workshop.repository(), new DownBackend(workshop.repository()))
                .offline());
    }

    private void requireListed(ModelId... holders) {
        for (ModelId id : List.of(first, second)) {
            assertThat(others.aliases(id).contains(LIVE))
                    .as("%s", id)
                    .isEqualTo(List.of(holders).contains(id));
        }
    }

    private static void requireOneWrite(FaultyBackend backend, String path) {
        assertThat(backend.count(call -> call.is(Operation.PUT, path))).as(path).isEqualTo(1);
    }

    @Test
    void publishWithAnAlias_writesDocumentAndListOnce_andReadsNoList() {
        FaultyBackend backend = faulty();
        AudModel client = workshop.client(backend);
        ModelId third = client.publish(workshop.request("onnx", "3.0.0").alias(Alias.of("live")));

        requireOneWrite(backend, DOCUMENT);
        requireOneWrite(backend, Layouts.aliases(third));
        assertThat(backend.calls()).doesNotContain(new Call(Operation.GET, new ObjectPath(Layouts.aliases(third))));
        assertThat(offline(client).resolveAlias(LIVE)).isEqualTo(third);
    }

    @Test
    void publishWithAnAlias_thatAnotherSetsMeanwhile_movesIt() {
        FaultyBackend backend = faulty();
        backend.before(1, call -> call.is(Operation.PUT, DOCUMENT), call -> others.setAlias(LIVE, first));
        ModelId third = workshop.client(backend)
                .publish(workshop.request("onnx", "3.0.0").alias(Alias.of("live")));

        assertThat(others.resolveAlias(LIVE)).isEqualTo(third);
        assertThat(others.aliases(third)).containsExactly(LIVE);
        requireListed();
    }

    @Test
    void move_writesEachDocumentOnce() {
        others.setAlias(LIVE, first);
        FaultyBackend backend = faulty();
        workshop.client(backend).setAlias(LIVE, second);

        requireOneWrite(backend, DOCUMENT);
        requireOneWrite(backend, Layouts.aliases(first));
        requireOneWrite(backend, Layouts.aliases(second));
        requireListed(second);
    }

    @Test
    void moveThatFails_putsTheAliasBackIntoAListItWasIn_andIntoNoOther() {
        others.setAlias(LIVE, first);
        memory.delete(new ObjectPath(Layouts.aliases(first)));
        others.setAlias(new Alias("other"), first);
        FaultyBackend backend = faulty();
        backend.before(1, call -> call.is(Operation.PUT, DOCUMENT), failing(UnavailableException::new));
        AudModel mover = workshop.client(backend);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> mover.setAlias(LIVE, second));
        requireListed();
    }

    @Test
    void moveThatFails_isUndoneByOneWriteOfEachList() {
        others.setAlias(LIVE, first);
        FaultyBackend backend = faulty();
        backend.before(1, call -> call.is(Operation.PUT, DOCUMENT), failing(UnavailableException::new));
        AudModel mover = workshop.client(backend);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> mover.setAlias(LIVE, second));
        requireListed(first);
        for (ModelId id : List.of(first, second)) {
            assertThat(backend.count(call -> call.is(Operation.PUT, Layouts.aliases(id))))
                    .as("there and back")
                    .isEqualTo(2);
        }
    }

    @Test
    void removal_looksBeforeAndAfterItDeletes_andNoMore() {
        others.setAlias(LIVE, first);
        FaultyBackend backend = faulty();
        workshop.client(backend).removeAlias(LIVE);

        assertThat(backend.count(call -> call.is(Operation.GET, DOCUMENT))).isEqualTo(3);
        assertThat(backend.count(call -> call.is(Operation.DELETE, DOCUMENT))).isEqualTo(1);
    }

    @Test
    void moveThatFails_andCannotBeUndone_tellsBoth() {
        others.setAlias(LIVE, first);
        FaultyBackend backend = faulty();
        backend.before(1, call -> call.is(Operation.PUT, DOCUMENT), failing(UnavailableException::new));
        backend.before(2, call -> call.is(Operation.PUT, Layouts.aliases(first)), failing(UnavailableException::new));
        AudModel mover = workshop.client(backend);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> mover.setAlias(LIVE, second))
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains(Layouts.aliases(first)));
    }

    @Test
    void removal_ofAnAliasThatIsMovedMeanwhile_takesItFromTheListItIsInThen() {
        others.setAlias(LIVE, first);
        FaultyBackend backend = faulty();
        backend.before(
                1, call -> call.is(Operation.PUT, Layouts.aliases(first)), call -> others.setAlias(LIVE, second));

        assertThat(workshop.client(backend).removeAlias(LIVE)).isEqualTo(first);
        assertThat(backend.count(call -> call.is(Operation.GET, DOCUMENT)))
                .as("what was found moved is not requested again")
                .isEqualTo(4);
        assertThat(memory.stat(new ObjectPath(DOCUMENT))).isEmpty();
        requireListed();
    }

    @Test
    void removal_ofAnAliasThatComesBackAsItWas_isBegunAgain() {
        others.setAlias(LIVE, first);
        EtagBackend etags =
                new EtagBackend(memory.reconnect(), EnumSet.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET));
        FaultyBackend backend = new FaultyBackend(etags);
        AtomicReference<byte[]> before = new AtomicReference<>();
        backend.before(1, call -> call.is(Operation.DELETE, DOCUMENT), call -> before.set(bytes(DOCUMENT)));
        backend.after(1, call -> call.is(Operation.DELETE, DOCUMENT), call -> write(DOCUMENT, before.get()));

        workshop.client(backend).removeAlias(LIVE);
        assertThat(memory.stat(new ObjectPath(DOCUMENT))).isEmpty();
        requireListed();
    }

    @Test
    void update_isInTheCacheAfterwards_alsoWhereItChangesNothing() {
        AudModel changing = workshop.client(memory.reconnect());
        changing.load(first);
        changing.updateMeta(first, Map.of("k", 1));
        assertThat(offline(changing).meta(first)).isEqualTo(Map.of("k", 1));

        AudModel same = workshop.client(memory.reconnect());
        same.load(first);
        same.updateMeta(first, Map.of("k", 1));
        assertThat(offline(same).meta(first)).isEqualTo(Map.of("k", 1));
    }

    private byte[] bytes(String path) {
        try (var body = memory.get(new ObjectPath(path), ByteRange.all())) {
            return body.stream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, byte[] bytes) {
        memory.put(new ObjectPath(path), Content.of(bytes), PutMode.overwrite());
    }
}
