package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.servers.SelfSigned;
import io.audmodel.servers.odd.Oddities;
import io.audmodel.servers.odd.Oddity;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.Oddity.Truth;
import io.audmodel.servers.odd.PeerRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that starts while its only store is down, and has used the model before: it serves that within the call
 * timeout, and says that it is stale. {@code -Daudmodel.outages=all} takes every kind of peer that is down, does not
 * answer or crawls, for both protocols; a text those that have it in their names.
 */
@Tag("reliability")
@Tag("one-jdk")
class OutageStartTest {

    private static final String SIZE = System.getProperty("audmodel.outages", "few");

    private static final List<String> FEW =
            List.of("the port is closed", "connection: deaf", "cut: half of the body, crawls", "refuses: 503");

    /** Not those that do answer, if late, by a refusal, or by what is no store at all. */
    private static final Pattern DOWN = Pattern.compile(
            "(?!.*(?:last byte|says before|answers, and|one too few|\\b(?:401|407|413)\\b)).*(?:the port .*|deaf|silent|crawls"
                    + "|slowly|resets|closes|reads.*|(?:noise|letters) without end|(?:refuses|pause): (?:429|500|502|503|504).*)");

    /** In each build, nobody is judged by the time that it takes. */
    private static final boolean IS_SIZED = !SIZE.equals("few");

    private static final Duration TIMEOUT = Duration.ofSeconds(IS_SIZED ? 2 : 1);
    private static final Duration LATE = TIMEOUT.plus(TIMEOUT.dividedBy(10));

    /** For a machine that does other things too. */
    private static final Duration LATEST = TIMEOUT.plusSeconds(20);

    private static final int PARALLELISM = 8;

    private static final Alias LIVE = Alias.of("live");

    @TempDir
    private static Path folder;

    private static SelfSigned keys;
    private static Path bundle;

    /** A kind of peer, and the protocol of the store that it stands before. */
    private record Outage(Oddity oddity, Speaks store) {

        PeerRoute route() {
            return Arrays.stream(PeerRoute.values())
                    .filter(route -> route.fits(oddity))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return oddity + " / " + store;
        }
    }

    /**
     * A call in an outage.
     *
     * @param took how long its caller waited
     * @param withheld what a thread that only waits was late by after the deadline
     * @param story what the threads of the call did when it was late; empty if it was not
     */
    private record OutageCall(String what, Duration took, Duration withheld, String story) {

        boolean isLate() {
            return took.compareTo(LATE) > 0;
        }

        /** Not for what else the machine did. */
        boolean isLateByItself() {
            return took.minus(withheld).compareTo(LATE) > 0;
        }

        @Override
        public String toString() {
            return took.toMillis() + " ms of " + TIMEOUT.toMillis() + ", " + withheld.toMillis()
                    + " of them the machine's: " + what;
        }
    }

    /** Starts and ends an outage. */
    private interface Switch {
        void run() throws Exception;
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = OddStorage.keys(folder);
        bundle = keys.bundle(folder.resolve("bundle.pem"));
    }

    private static List<Outage> outages() {
        List<Outage> all = new ArrayList<>();
        for (Oddity oddity : Oddities.all()) {
            boolean isWanted = !IS_SIZED
                    ? FEW.contains(oddity.name())
                    : SIZE.equals("all") || oddity.name().contains(SIZE);
            if (isWanted
                    && oddity.truth() == Truth.ALL
                    && oddity.speaks() == Speaks.ANY
                    && DOWN.matcher(oddity.name()).matches()) {
                List<Speaks> stores = List.of(Speaks.S3, Speaks.ARTIFACTORY);
                (IS_SIZED ? stores : stores.subList(all.size() % 2, all.size() % 2 + 1))
                        .forEach(store -> all.add(new Outage(oddity, store)));
            }
        }
        return all;
    }

    @Test
    @Quiet
    void start_whileTheOnlyStoreIsDown_servesWhatIsCached_inTime() throws Exception {
        List<Outage> outages = outages();
        assertThat(outages).hasSizeGreaterThanOrEqualTo(SIZE.equals("few") ? FEW.size() : 1);
        List<OutageCall> calls = new ArrayList<>();
        Map<Outage, AssertionError> failed = run(outages, PARALLELISM, calls);
        failed.values().forEach(System.out::println);
        // On a machine that does other things too, nothing may have been left of the time.
        Map<Outage, AssertionError> failures = run(List.copyOf(failed.keySet()), 1, calls);
        List<OutageCall> late = calls.stream().filter(OutageCall::isLate).toList();
        List<OutageCall> byThemselves =
                calls.stream().filter(OutageCall::isLateByItself).toList();
        System.out.printf(
                "starts in an outage: %d kinds of peers, %d calls, %d failures, %d of them again when alone; time-out %s, the longest call took %s,"
                        + " %d more than a tenth longer, %d of them by themselves%n",
                outages.size(),
                calls.size(),
                failed.size(),
                failures.size(),
                TIMEOUT,
                calls.stream().map(OutageCall::took).max(Duration::compareTo).orElse(Duration.ZERO),
                late.size(),
                byThemselves.size());
        late.forEach(System.out::println);
        byThemselves.forEach(call -> System.out.println(call + "\n" + call.story()));
        assertThat(failures.values()).isEmpty();
        if (IS_SIZED) {
            assertThat(byThemselves).isEmpty();
        }
    }

    /** Starts a service in each outage, so many at a time, and returns those that failed. */
    private static Map<Outage, AssertionError> run(List<Outage> outages, int parallelism, List<OutageCall> calls)
            throws InterruptedException {
        Map<Outage, AssertionError> failed = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try {
            Map<Outage, Future<List<OutageCall>>> starts = new LinkedHashMap<>();
            outages.forEach(outage -> starts.put(outage, threads.submit(() -> start(outage))));
            for (Map.Entry<Outage, Future<List<OutageCall>>> start : starts.entrySet()) {
                try {
                    calls.addAll(start.getValue().get());
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    failed.put(start.getKey(), new AssertionError(cause.getMessage() + ": " + cause.getCause(), cause));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return failed;
    }

    private static List<OutageCall> start(Outage outage) {
        Path place = folder.resolve(outage.toString().replaceAll("[^A-Za-z0-9]+", "-"));
        try (OddStorage storage = new OddStorage(
                        Files.createDirectories(place.resolve("host")),
                        outage.store(),
                        outage.route(),
                        outage.oddity(),
                        0,
                        keys,
                        bundle);
                Workshop workshop = new Workshop(place, storage)) {
            return start(outage.toString(), workshop, storage, "onnx", storage.peer()::begin, storage.peer()::rest);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("-Daudmodel.outages='" + outage.oddity() + "', " + outage.store(), e);
        } finally {
            FileTree.delete(place);
        }
    }

    @Test
    @Quiet
    void start_whileTheFolderIsNotMounted_servesWhatIsCached(@TempDir Path mounts) throws Exception {
        Path host = Files.createDirectory(mounts.resolve("host"));
        Path away = mounts.resolve("away");
        FsStorage storage = new FsStorage(host);
        try (Workshop workshop = new Workshop(mounts, storage)) {
            start("no folder", workshop, storage, "onnx", () -> Files.move(host, away), () -> Files.move(away, host));
            // A mount point stays when nothing is mounted.
            start(
                    "an empty folder",
                    workshop,
                    storage,
                    "torch",
                    () -> {
                        Files.move(host, away);
                        Files.createDirectory(host);
                    },
                    () -> {
                        Files.delete(host);
                        Files.move(away, host);
                    });
        }
    }

    private static List<OutageCall> start(
            String outage, Workshop workshop, Storage storage, String name, Switch begin, Switch end) throws Exception {
        AudModel yesterday = workshop.client();
        ModelId id = yesterday.publish(workshop.request(name, "1.0.0"));
        yesterday.setAlias(LIVE, id);
        Path served = yesterday.load(LIVE);
        yesterday.load(id.shortId());
        List<OutageCall> calls = new ArrayList<>();
        try (AudModel service = starting(storage, workshop, workshop.builder().cacheRoot(yesterday.cacheRoot()))) {
            AudModel other = starting(storage, workshop, workshop.builder());
            begin.run();
            for (ModelRef ref : List.of(LIVE, id.shortId(), id)) {
                calls.add(timed(
                        outage + " / load " + ref,
                        () -> assertThat(service.load(ref)).isEqualTo(served)));
            }
            calls.add(timed(
                    outage + " / resolve",
                    () -> assertThat(service.resolve(LIVE).isStale()).isTrue()));
            calls.add(timed(
                    outage + " / load, nothing cached",
                    () -> assertThatExceptionOfType(RepositoriesUnavailableException.class)
                            .isThrownBy(() -> other.load(LIVE))
                            .withMessageContainingAll("no repository answers", "live", "the cache does not help")));
            other.close();
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.took().minus(call.withheld()))
                            .as(call.what())
                            .isLessThan(LATEST));
            end.run();
            assertThat(service.withCallTimeout(Duration.ofMinutes(10))
                            .resolve(LIVE)
                            .isStale())
                    .isFalse();
        }
        return calls;
    }

    private static OutageCall timed(String what, Runnable call) throws InterruptedException {
        Control control = Control.of(TIMEOUT, LATE);
        control.begin();
        Duration took;
        try {
            call.run();
        } finally {
            took = control.end();
        }
        return new OutageCall(what, took, control.withheld(), control.seen());
    }

    private static AudModel starting(Storage storage, Workshop workshop, AudModelBuilder builder) {
        return storage.addTo(builder, workshop.repository())
                .callTimeout(TIMEOUT)
                .cachedIfUnavailable()
                .build();
    }
}
