package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody finds an alias where he wants it, while somebody else has all but moved it away. */
class AliasMeetingTest {

    private static final Alias LIVE = new Alias("live");
    private static final ObjectPath DOCUMENT = new ObjectPath(Layouts.alias("live"));

    @TempDir
    private Path folder;

    private final InMemoryBackend memory = new InMemoryBackend();
    private final FaultyBackend slow = new FaultyBackend(memory);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Workshop workshop;
    private AudModel others;
    private ModelId first;
    private ModelId second;

    @BeforeEach
    void publish() {
        workshop = new Workshop(folder, new InMemoryStorage());
        others = workshop.client(memory);
        first = others.publish(workshop.request("onnx", "1.0.0"));
        second = others.publish(workshop.request("onnx", "2.0.0"));
        others.setAlias(LIVE, first);
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
        workshop.close();
    }

    @Test
    void aliasIsSetAgain_betweenItsLeavingAListAndItsMove() {
        slow.before(1, AliasMeetingTest::movesTheAlias, call -> others.setAlias(LIVE, first));

        workshop.client(slow).setAlias(LIVE, second);

        requireListedAt(second);
    }

    @Test
    void lateChangesOfALostMove_betweenSomebodysChangesAndHisMove() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        slow.before(1, AliasMeetingTest::movesTheAlias, call -> {
            begun.countDown();
            await(goOn);
        });
        AudModel mover = workshop.client(slow);
        FaultyBackend late = new FaultyBackend(memory);
        ObjectPath list = new ObjectPath(Layouts.aliases(second));
        List<Future<?>> back = new ArrayList<>();
        late.before(1, call -> call.operation() == Operation.PUT && call.path().equals(list), call -> {
            others.setAlias(LIVE, second);
            back.add(thread.submit(() -> mover.setAlias(LIVE, first)));
            await(begun);
        });

        workshop.client(late).setAlias(LIVE, second);
        goOn.countDown();
        back.get(0).get(1, TimeUnit.MINUTES);

        requireListedAt(first);
    }

    private void requireListedAt(ModelId target) {
        assertThat(others.resolveAlias(LIVE)).isEqualTo(target);
        for (ModelId id : List.of(first, second)) {
            assertThat(others.aliases(id).contains(LIVE)).as("%s", id).isEqualTo(id.equals(target));
        }
    }

    private static boolean movesTheAlias(FaultyBackend.Call call) {
        return call.operation() == Operation.PUT && call.path().equals(DOCUMENT);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
