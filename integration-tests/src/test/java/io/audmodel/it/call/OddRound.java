package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.PublishRequest;
import io.audmodel.Verification;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.NotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Version;
import io.audmodel.servers.SelfSigned;
import io.audmodel.servers.odd.Oddity;
import io.audmodel.servers.odd.Oddity.Place;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.Oddity.Truth;
import io.audmodel.servers.odd.PeerRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client whose peer is odd.
 *
 * @param after how many requests of the call the peer answers as it should
 */
record OddRound(Oddity oddity, TimedCall call, Speaks store, PeerRoute route, int after) {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration LATE = TIMEOUT.plus(TIMEOUT.dividedBy(10));

    /** For a machine that does other things too. */
    private static final Duration LATEST = TIMEOUT.plus(TIMEOUT.dividedBy(10)).plusSeconds(20);

    private static final Duration LATEST_THREAD = Duration.ofSeconds(20);

    private static final Alias LIVE = new Alias("live");
    private static final Set<String> WRITES = Set.of(
            "SET_ALIAS",
            "REMOVE_ALIAS",
            "UPDATE_META",
            "REPLACE_META",
            "PUBLISH",
            "PUBLISH_NEW",
            "COPY_TO",
            "CACHE_REMOVE");

    /** Those that have an archive to send or to read, whether it arrives or not. */
    private static final Set<String> MOVES = Set.of(
            "PUBLISH",
            "PUBLISH_NEW",
            "COPY_TO",
            "COPY_FROM",
            "LOAD",
            "LOAD_BY_ALIAS",
            "LOAD_LATEST",
            "LOAD_A_PART",
            "FILES",
            "OPEN",
            "READ",
            "VERIFY",
            "REPAIR");

    @Override
    public String toString() {
        return oddity + " / " + call + " / " + store + " / " + route + " / after " + after;
    }

    /** @param folder empty, and removed by the caller */
    OddOutcome run(Path folder, SelfSigned keys, Path bundle) throws Exception {
        try (OddStorage storage = new OddStorage(
                        Files.createDirectory(folder.resolve("host")), store, route, oddity, after, keys, bundle);
                Workshop workshop = new Workshop(folder, storage)) {
            return run(workshop, storage);
        }
    }

    private OddOutcome run(Workshop workshop, OddStorage storage) throws Exception {
        Path model = workshop.model("onnx");
        PublishRequest request = PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                .alias(LIVE)
                .meta(Map.of("k", 0));
        InMemoryStorage memory = new InMemoryStorage();
        AudModel other = workshop.open(memory.addTo(workshop.builder(), memory.create("second")));
        other.publish(request);
        AudModel healthy = workshop.client();
        if (!call.name().equals("COPY_TO")) {
            healthy.publish(request);
        }
        String expected = isWrite() ? "" : told(call.body().run(healthy, other, request));
        Path temporary = Files.createDirectories(workshop.fresh("temporary"));
        AudModel client = storage.addTo(workshop.builder(), workshop.repository())
                .callTimeout(TIMEOUT)
                .temporaryRoot(temporary)
                .build();
        try {
            Samples.write(folderOfAgain(client), "again");
            AudModel hurried = other.withCallTimeout(TIMEOUT);
            storage.peer().begin();
            @Nullable Object result = null;
            @Nullable RuntimeException failure = null;
            Duration took;
            Control control = Control.of(TIMEOUT, LATE);
            control.begin();
            try {
                result = call.body().run(client, hurried, request);
            } catch (RuntimeException e) {
                failure = e;
            } finally {
                took = control.end();
            }
            assertThat(Thread.interrupted())
                    .as("an interrupt that nobody asked for")
                    .isFalse();
            assertThat(took.minus(control.withheld())).isLessThan(LATEST);
            Duration left = awaitWorkers();
            boolean met = storage.peer().isMet();
            long moved = storage.peer().moved()
                    + (MOVES.contains(call.name()) ? FileTree.of(model).bytes() : 0);
            assertThat(FileTree.of(temporary).files()).as("what is left").isEmpty();
            storage.peer().rest();
            AudModel fresh = workshop.client();
            requireTrue(fresh, client, request, expected, result, failure, met);
            requireWhole(fresh, client, other, request, model);
            return new OddOutcome(
                    this,
                    failure == null ? "done" : failure.getClass().getSimpleName(),
                    met,
                    took,
                    moved,
                    control.withheld(),
                    left,
                    failure + "\n" + control.seen());
        } finally {
            client.close();
        }
    }

    private boolean isWrite() {
        return WRITES.contains(call.name());
    }

    private static String told(Object result) throws IOException {
        if (result instanceof Path path) {
            return FileTree.of(path).digest();
        }
        if (result instanceof InputStream in) {
            in.close();
            return "open";
        }
        return result instanceof byte[] bytes ? Arrays.toString(bytes) : result.toString();
    }

    /** What works for the call of this thread; a worker that has nothing to do has no such name. */
    private static Duration awaitWorkers() throws InterruptedException {
        String name = " for " + Thread.currentThread().getName();
        long begun = System.nanoTime();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            while (thread.getName().endsWith(name)) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as(() -> thread + " is at work: " + Arrays.toString(thread.getStackTrace()))
                        .isLessThan(LATEST_THREAD);
                TimeUnit.MILLISECONDS.timedJoin(thread, 10);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void requireTrue(
            AudModel fresh,
            AudModel client,
            PublishRequest request,
            String expected,
            @Nullable Object result,
            @Nullable RuntimeException failure,
            boolean met)
            throws IOException {
        if (failure != null) {
            requireOurs(failure, met);
        } else if (result != null && oddity.truth() == Truth.ALL) {
            if (isWrite()) {
                requireDone(fresh, client, request);
            } else if (!leavesOut(result) && !tellsOfDamage(result)) {
                assertThat(told(result)).as("what the call returned").isEqualTo(expected);
            }
        }
    }

    /** A search leaves out what arrives damaged each time, and says so in the log; but no list is a short one. */
    private boolean leavesOut(Object result) {
        boolean fewer = result instanceof List<?> found && found.isEmpty();
        return fewer && call.name().startsWith("FIND") && !oddity.name().startsWith("list of");
    }

    /** What arrives damaged is damaged for a verification; nothing was cached, and connections damage nothing. */
    private boolean tellsOfDamage(Object result) {
        return result instanceof Verification report
                && oddity.place() == Place.ANSWER
                && !report.cached()
                && !report.isIntact()
                && report.damages().stream().allMatch(damage -> damage.place() == Verification.Place.REPOSITORY);
    }

    private void requireOurs(RuntimeException failure, boolean met) {
        if (call.name().equals("READ") && failure instanceof UncheckedIOException) {
            // A stream throws what streams throw.
            return;
        }
        if (!(failure instanceof AudModelException)) {
            throw failure;
        }
        boolean there = failure instanceof AlreadyExistsException;
        // Two seconds can be too few where a machine does other things too.
        boolean wrong = failure instanceof CancelledException
                || failure instanceof InvalidArgumentException
                || there && !call.name().equals("PUBLISH")
                || oddity.truth() == Truth.ALL && failure instanceof NotFoundException
                || !met && !there && !(failure instanceof CallTimeoutException);
        if (wrong) {
            throw failure;
        }
    }

    /** A call that got a success finds its result. */
    private void requireDone(AudModel healthy, AudModel client, PublishRequest request) {
        switch (call.name()) {
            case "SET_ALIAS", "PUBLISH" ->
                assertThat(healthy.resolveAlias(LIVE)).isEqualTo(request.id());
            case "REMOVE_ALIAS" -> assertThat(healthy.exists(LIVE)).isFalse();
            case "UPDATE_META" -> assertThat(healthy.meta(request.id())).isEqualTo(Map.of("k", 1));
            case "REPLACE_META" -> assertThat(healthy.meta(request.id())).isEqualTo(Map.of("k", 2));
            case "PUBLISH_NEW" ->
                assertThat(healthy.resolveAlias(LIVE)).isEqualTo(again(client).id());
            case "COPY_TO" -> assertThat(healthy.exists(request.id())).isTrue();
            default -> assertThat(call.name()).isEqualTo("CACHE_REMOVE");
        }
    }

    private static PublishRequest again(AudModel client) {
        return PublishRequest.of(folderOfAgain(client), "again", Version.of("1.0.0"))
                .alias(LIVE);
    }

    private static Path folderOfAgain(AudModel client) {
        return client.cacheRoot().resolveSibling("again");
    }

    /** Nothing is locked or spoiled, whatever happened, and what failed can be repeated. */
    private void requireWhole(AudModel fresh, AudModel client, AudModel other, PublishRequest request, Path model) {
        AudModel patient = client.withCallTimeout(Duration.ofMinutes(10));
        switch (call.name()) {
            case "PUBLISH_NEW" -> {
                if (!fresh.exists(again(client).id())) {
                    assertThat(patient.publish(again(client))).isNotNull();
                }
                requireFiles(fresh.load(again(client).id()), folderOfAgain(client));
            }
            case "COPY_TO" ->
                assertThat(other.copy(CopyRequest.of(request.id()), patient)).isNotNull();
            case "SET_ALIAS", "REMOVE_ALIAS", "PUBLISH" -> {
                patient.setAlias(LIVE, request.id());
                assertThat(fresh.resolveAlias(LIVE)).isEqualTo(request.id());
            }
            case "UPDATE_META", "REPLACE_META" ->
                assertThat(patient.updateMeta(request.id(), Map.of("l", 1))).containsEntry("l", 1);
            default -> assertThat(patient.exists(request.id())).isTrue();
        }
        requireFiles(patient.load(request.id()), model);
        requireFiles(fresh.load(request.id()), model);
        assertThat(patient.header(request.id())).isEqualTo(fresh.header(request.id()));
    }

    private static void requireFiles(Path loaded, Path model) {
        assertThat(FileTree.of(loaded)).isEqualTo(FileTree.of(model));
    }
}
