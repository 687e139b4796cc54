package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.CallEnded;
import io.audmodel.event.EventListener;
import io.audmodel.event.LockWaited;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.ModelVerified;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.RequestEnded;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.HeardEvents;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners hear of calls. */
interface EventsSuite extends OnStorage {

    /** The common pool has a single thread where there are two processors. */
    Executor APART = task -> new Thread(task).start();

    private static AudModel heard(Workshop workshop, EventListener listener) {
        return workshop.open(workshop.builder(workshop.repository()).events(listener));
    }

    private static ModelId published(Workshop workshop) {
        return workshop.client().publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (String name : FileTree.of(folder).files().keySet()) {
            bytes += Files.size(folder.resolve(name));
        }
        return bytes;
    }

    @Test
    default void load_reportsWhatItResolvedAndFetched_andThatItEnded(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        HeardEvents heard = new HeardEvents();
        AudModel client = heard(workshop, heard);
        Path folder = client.load(new Alias("live"));

        assertThat(heard.of(ReferenceResolved.class)).singleElement().satisfies(event -> {
            assertThat(event.ref()).isEqualTo(new Alias("live"));
            assertThat(event.model()).isEqualTo(id);
            assertThat(event.isStale()).isFalse();
            assertThat(event.duration()).isPositive();
        });
        long length = bytes(folder);
        assertThat(heard.of(ModelLoaded.class)).singleElement().satisfies(event -> {
            assertThat(event.model()).isEqualTo(id);
            assertThat(event.hit()).isFalse();
            assertThat(event.bytes()).isEqualTo(length).isPositive();
            assertThat(event.duration()).isPositive();
        });
        assertThat(heard.of(CallEnded.class)).singleElement().satisfies(event -> {
            assertThat(event.method()).isEqualTo("load");
            assertThat(event.subject()).isEqualTo("live");
            assertThat(event.duration())
                    .isGreaterThanOrEqualTo(heard.of(ModelLoaded.class).get(0).duration());
            assertThat(event.failure()).isEmpty();
        });
        assertThat(heard.all()).last().isInstanceOf(CallEnded.class);
        assertThat(heard.lastThread()).isEqualTo(Thread.currentThread());
    }

    @Test
    default void load_ofWhatIsCached_isAHitWithoutBytes(Workshop workshop) {
        ModelId id = published(workshop);
        HeardEvents heard = new HeardEvents();
        AudModel client = heard(workshop, heard);
        client.load(id);
        for (ModelRef ref : new ModelRef[] {id, id.shortId()}) {
            heard.forget();
            client.load(ref);
            assertThat(heard.of(ModelLoaded.class))
                    .as("%s", ref)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.hit()).isTrue();
                        assertThat(event.bytes()).isZero();
                    });
            assertThat(heard.of(CallEnded.class))
                    .as("%s", ref)
                    .singleElement()
                    .satisfies(event -> assertThat(event.failure()).isEmpty());
            assertThat(heard.of(ReferenceResolved.class)).as("%s", ref).hasSize(ref == id ? 0 : 1);
        }
    }

    @Test
    default void everyRequest_isReportedOnce(Workshop workshop) throws IOException {
        FaultyBackend backend = workshop.faulty();
        HeardEvents heard = new HeardEvents();
        AudModel client = workshop.open(
                workshop.builder().repository(workshop.repository(), backend).events(heard));
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        client.load(new Alias("live"));
        client.versions(id.shortId());
        client.updateMeta(id, Map.of("k", 1));
        assertThat(client.verify(id).isIntact()).isTrue();
        try (Stream<FoundModel> found = client.find();
                InputStream in = client.withCacheRoot(workshop.fresh("cache"))
                        .open(id, client.files(id).get(0).name())) {
            assertThat(found.count()).isEqualTo(1);
            in.readAllBytes();
        }
        client.removeAlias(new Alias("live"));

        assertThat(heard.of(RequestEnded.class))
                .extracting(event -> event.operation())
                .containsExactlyInAnyOrderElementsOf(backend.calls().stream()
                        .map(call -> call.operation().name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(heard.of(RequestEnded.class)).allSatisfy(event -> {
            assertThat(event.repository()).isEqualTo(workshop.repository().toString());
            assertThat(event.duration()).isPositive();
        });
        assertThat(heard.of(RequestEnded.class).stream()
                        .filter(event -> event.operation().equals("put"))
                        .toList())
                .allSatisfy(event ->
                        assertThat(event.bytes() > 0).isEqualTo(event.failure().isEmpty()));
    }

    @Test
    default void failedRequest_namesItsError(Workshop workshop) {
        ModelId id = published(workshop);
        FaultyBackend backend = workshop.faulty();
        HeardEvents heard = new HeardEvents();
        AudModel client = workshop.open(
                workshop.builder().repository(workshop.repository(), backend).events(heard));
        backend.before(1, call -> call.is(Operation.GET, ".zip"), FaultyBackend.failing(UnavailableException::new));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.load(id));
        assertThat(heard.of(RequestEnded.class))
                .filteredOn(event -> event.failure().isPresent())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.operation()).isEqualTo("get");
                    assertThat(event.bytes()).isZero();
                    assertThat(event.failure()).contains("UnavailableException");
                });
    }

    @Test
    @Timeout(60)
    default void loadThatWaitsForAnother_saysHowItsWaitEnded(Workshop workshop) throws Exception {
        ModelId id = published(workshop);
        Path cache = workshop.fresh("cache");
        FaultyBackend backend = workshop.faulty();
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        backend.before(1, call -> call.is(Operation.GET, ".zip"), call -> {
            fetching.countDown();
            awaitEnd(waited);
        });
        HeardEvents first = new HeardEvents();
        AudModel fetcher = workshop.open(workshop.builder()
                .repository(workshop.repository(), backend)
                .cacheRoot(cache)
                .events(first));
        CompletableFuture<Path> fetched = CompletableFuture.supplyAsync(() -> fetcher.load(id), APART);
        awaitEnd(fetching);
        HeardEvents second = new HeardEvents();
        AudModel waiter = workshop.open(
                workshop.builder(workshop.repository()).cacheRoot(cache).events(second));
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> waiter.withLockTimeout(Duration.ofMillis(20)).load(id));
        assertThat(second.of(LockWaited.class)).singleElement().satisfies(event -> {
            assertThat(event.model()).isEqualTo(id);
            assertThat(event.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
            assertThat(event.failure()).contains("LockTimeoutException");
        });
        second.forget();
        CompletableFuture<Path> found = CompletableFuture.supplyAsync(() -> waiter.load(id), APART);
        awaitWaitForLock();
        waited.countDown();
        assertThat(found.get()).isEqualTo(fetched.get());
        for (HeardEvents heard : List.of(first, second)) {
            assertThat(heard.of(LockWaited.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.failure()).isEmpty());
        }
        assertThat(first.of(ModelLoaded.class)).extracting(ModelLoaded::hit).containsExactly(false);
        assertThat(second.of(ModelLoaded.class)).extracting(ModelLoaded::hit).containsExactly(true);
    }

    /** Waits until a thread waits for the lock of a model; the one that has it waits elsewhere. */
    private static void awaitWaitForLock() {
        while (Thread.getAllStackTraces().values().stream()
                .noneMatch(frames -> Stream.of(frames)
                        .anyMatch(frame -> frame.getClassName().endsWith(".EntryLock")
                                && frame.getMethodName().equals("acquire")))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void failedCall_namesItsError(Workshop workshop) {
        HeardEvents heard = new HeardEvents();
        AudModel client = heard(workshop, heard);
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> client.load(ModelRef.of("00000000-1.0.0")));
        assertThat(heard.of(ModelLoaded.class)).isEmpty();
        assertThat(heard.of(CallEnded.class)).singleElement().satisfies(event -> {
            assertThat(event.subject()).isEqualTo("00000000-1.0.0");
            assertThat(event.failure()).contains("ModelNotFoundException");
        });
    }

    @Test
    default void callWithinAnother_endsWithIt_andAVerificationIsNoLoad(Workshop workshop) {
        ModelId id = published(workshop);
        HeardEvents heard = new HeardEvents();
        AudModel client = heard(workshop, heard);
        assertThat(client.verify(id).isIntact()).isTrue();
        assertThat(heard.of(CallEnded.class)).extracting(CallEnded::method).containsExactly("verify");
        assertThat(heard.of(ModelLoaded.class)).isEmpty();
        assertThat(heard.of(ModelVerified.class)).singleElement().satisfies(event -> {
            assertThat(event.model()).isEqualTo(id);
            assertThat(event.damages()).isZero();
            assertThat(event.duration()).isPositive();
        });
        heard.forget();
        client.repair(id);
        assertThat(heard.of(CallEnded.class)).extracting(CallEnded::method).containsExactly("repair");
        assertThat(heard.of(ModelLoaded.class)).hasSize(1);
    }

    @Test
    default void callInSteps_endsWhenItIsClosed(Workshop workshop) throws IOException {
        ModelId id = published(workshop);
        HeardEvents heard = new HeardEvents();
        AudModel client = heard(workshop, heard);
        try (Stream<FoundModel> found = client.find()) {
            assertThat(found.toList()).hasSize(1);
            assertThat(heard.of(CallEnded.class)).isEmpty();
        }
        String file = client.files(id).get(0).name();
        try (InputStream in = client.open(id, file)) {
            in.readAllBytes();
        }
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> client.open(id, "missing"));
        assertThat(heard.of(CallEnded.class))
                .extracting(CallEnded::method)
                .containsExactly("find", "files", "open", "open");
        assertThat(heard.of(CallEnded.class).get(3).failure()).contains("InvalidArgumentException");
    }

    @Test
    default void offlineClient_reportsToo(Workshop workshop) {
        ModelId id = published(workshop);
        Path cache = workshop.fresh("cache");
        workshop.client().withCacheRoot(cache).load(new Alias("live"));
        HeardEvents heard = new HeardEvents();
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .cacheRoot(cache)
                .offline()
                .events(heard));
        client.load(new Alias("live"));
        assertThat(heard.of(ReferenceResolved.class))
                .extracting(ReferenceResolved::model)
                .containsExactly(id);
        assertThat(heard.of(ModelLoaded.class)).extracting(ModelLoaded::hit).containsExactly(true);
        assertThat(heard.of(CallEnded.class)).extracting(CallEnded::method).containsExactly("load");
    }

    @Test
    @Quiet
    default void listenerThatThrows_endsNothing_andTheNextOneHears(Workshop workshop) {
        ModelId id = published(workshop);
        HeardEvents heard = new HeardEvents();
        AtomicInteger failures = new AtomicInteger();
        AudModel client = workshop.open(workshop.builder(workshop.repository())
                .events(event -> {
                    failures.incrementAndGet();
                    throw new AssertionError("not an exception even");
                })
                .events(heard));
        assertThat(client.load(id)).isNotEmptyDirectory();
        assertThat(client.load(id)).isNotEmptyDirectory();
        assertThat(failures).hasValue(heard.all().size()).hasPositiveValue();
    }

    @Test
    default void callsOfAListener_areNotReported(Workshop workshop) {
        ModelId id = published(workshop);
        AtomicReference<@Nullable AudModel> called = new AtomicReference<>();
        HeardEvents heard = new HeardEvents();
        AudModel client = heard(workshop, event -> {
            heard.onEvent(event);
            assertThat(called.get().exists(id)).isTrue();
            called.get().load(id);
        });
        called.set(client);
        client.exists(id);
        assertThat(heard.of(CallEnded.class)).extracting(CallEnded::method).containsExactly("exists");
        assertThat(heard.of(ModelLoaded.class)).isEmpty();
    }
}
