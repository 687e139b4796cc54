package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the time of a call is, and what it is not. */
@Timeout(120)
@Tag("one-jdk")
class CallTimeTest implements OnStorage {

    private static final Duration SHORT = Duration.ofMillis(500);

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    private static AudModel disturbed(Workshop workshop, DisturbedBackend backend, Duration timeout) {
        return workshop.open(
                workshop.builder().repository(workshop.repository(), backend).callTimeout(timeout));
    }

    private static DisturbedBackend backend(Workshop workshop, BackendFault fault) {
        return new DisturbedBackend(workshop.connect(workshop.repository()), fault);
    }

    private static void waitLongerThan(Duration time) {
        long end = System.nanoTime() + time.toNanos() * 3 / 2;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void error_saysWhatWasWaitedFor_andWhoCalled(Workshop workshop) throws Exception {
        Threads before = Threads.now();
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        DisturbedBackend backend = backend(workshop, BackendFault.GET_IS_DEAF);
        AudModel client = disturbed(workshop, backend, SHORT);
        backend.begin();
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> client.load(id))
                .withMessageContaining("load " + id + " did not end within its time")
                .withMessageContaining("it waited for get ")
                .withMessageContaining(".header.yaml in " + workshop.repository() + " for ")
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("error_saysWhatWasWaitedFor_andWhoCalled")));
        backend.release();
        before.requireThatOthersEnd();
    }

    @Test
    @Quiet
    void repositoryThatNeverAnswers_costsItsShare_andFoundElsewhereIsFound(Workshop workshop) throws Exception {
        Threads before = Threads.now();
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        Repository silent = workshop.repository("silent");
        for (BackendFault fault : new BackendFault[] {BackendFault.ALL_HANG, BackendFault.ALL_ARE_DEAF}) {
            DisturbedBackend backend = new DisturbedBackend(workshop.connect(silent), fault);
            AudModel client = workshop.open(workshop.builder()
                    .repository(silent, backend)
                    .repository(workshop.repository(), workshop.connect(workshop.repository()))
                    .callTimeout(Duration.ofSeconds(2)));
            backend.begin();
            assertThat(client.exists(id)).isTrue();
            assertThat(client.versions(id)).containsExactly(id.version());
            assertThat(client.load(id)).isNotEmptyDirectory();
            assertThatExceptionOfType(RepositoriesUnavailableException.class)
                    .isThrownBy(() -> client.exists(ModelId.of("00000000-1.0.0")))
                    .withMessageContaining("silent")
                    .withMessageContaining("skipped");
            backend.release();
            before.requireThatOthersEnd();
        }
    }

    @Test
    void interruptOfTheCaller_isACancel_thoughTheBackendIsDeaf(Workshop workshop) throws Exception {
        Threads before = Threads.now();
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        DisturbedBackend backend = backend(workshop, BackendFault.GET_IS_DEAF);
        AudModel client = disturbed(workshop, backend, SHORT);
        backend.begin();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> client.load(id));
        assertThat(Thread.interrupted()).isTrue();
        backend.release();
        before.requireThatOthersEnd();
    }

    @Test
    void whoWaitsForALoadOfAnother_waitsNoLongerThanACallThatWasGivenATime(Workshop workshop) throws Exception {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        DisturbedBackend backend = backend(workshop, BackendFault.BODY_STALLS);
        AudModel slow = disturbed(workshop, backend, Duration.ofMinutes(10));
        slow.header(id);
        backend.begin();
        CompletableFuture<Path> loading = CompletableFuture.supplyAsync(() -> slow.load(id));
        while (!backend.isMet()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> slow.withCallTimeout(SHORT).load(id));
        backend.release();
        assertThat(loading.get(1, TimeUnit.MINUTES)).isNotEmptyDirectory();
    }

    @Test
    void theWaitForALoadOfAnother_isNoPartOfTheTime(Workshop workshop) throws Exception {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        DisturbedBackend backend = backend(workshop, BackendFault.BODY_STALLS);
        AudModel slow = disturbed(workshop, backend, Duration.ofSeconds(4));
        AudModel alsoSlow = slow.withLockTimeout(Duration.ofMinutes(1));
        slow.header(id);
        backend.begin();
        CompletableFuture<Path> first = CompletableFuture.supplyAsync(() -> slow.load(id));
        while (!backend.isMet()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        CompletableFuture<Path> second = CompletableFuture.supplyAsync(() -> alsoSlow.load(id));
        waitLongerThan(SHORT);
        backend.release();
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(first.get(1, TimeUnit.MINUTES));
    }

    @Test
    void readerWhoTakesTheirTime_isNotHurried(Workshop workshop) throws Exception {
        Path model = Samples.write(workshop.fresh("model"), "slow", 1 << 20);
        ModelId id = workshop.client().publish(Worker.request(model, "1.0.0", "sphinx"));
        // The classes that this takes are loaded first, for which a busy machine needs as long.
        try (InputStream in = workshop.client().open(id, "model.onnx");
                Stream<FoundModel> found = workshop.client().find(ModelQuery.all())) {
            assertThat(in.readAllBytes()).hasSize(1 << 20);
            assertThat(found).hasSize(1);
        }
        AudModel client = disturbed(workshop, backend(workshop, BackendFault.DELETE_HANGS), SHORT);
        try (InputStream in = client.open(id, "model.onnx")) {
            assertThat(in.readNBytes(100)).hasSize(100);
            waitLongerThan(SHORT);
            assertThat(in.readAllBytes()).hasSize((1 << 20) - 100);
        }
        try (Stream<FoundModel> found = client.find(ModelQuery.all())) {
            Iterator<FoundModel> models = found.iterator();
            assertThat(models.next().ref()).isEqualTo(id);
            waitLongerThan(SHORT);
            assertThat(models.hasNext()).isFalse();
        }
    }

    @Test
    void writesOfUnknownOutcome_areFew(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        ModelId two = workshop.client().publish(workshop.request("onnx", "2.0.0"));
        DisturbedBackend disturbed = backend(workshop, BackendFault.PUT_IS_UNKNOWN);
        FaultyBackend counted = new FaultyBackend(disturbed);
        AudModel client = workshop.client(counted);
        disturbed.begin();
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> client.updateMeta(id, Map.of("k", 1)));
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> client.setAlias(new Alias("live"), two));
        assertThat(counted.count(call -> call.operation() == Operation.PUT)).isEqualTo(5 + 5);
    }
}
