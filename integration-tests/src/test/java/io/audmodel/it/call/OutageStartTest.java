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
import io.audmodel.servers.odd.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
class OutageStartTest {

    private static final String SIZE = System.getProperty("audmodel.outages", "few");

    private static final List<String> FEW =
            List.of("the port is closed", "connection: deaf", "cut: half of the body, crawls", "refuses: 503");

    /** Not those that do answer, if late, or by what is no store at all. */
    private static final Pattern DOWN = Pattern.compile(
            "(?!.*(?:last byte|says before)).*(?:the port .*|deaf|silent|crawls"
                    + "|slowly|resets|closes|reads.*|(?:noise|letters) without end|(?:refuses|pause): (?:429|500|502|503|504).*)");

    private static final Duration TIMEOUT = Duration.ofSeconds(SIZE.equals("few") ? 1 : 2);

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

        Route route() {
            return Arrays.stream(Route.values())
                    .filter(route -> route.fits(oddity))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return oddity + " / " + store;
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
            boolean isWanted = SIZE.equals("few")
                    ? FEW.contains(oddity.name())
                    : SIZE.equals("all") || oddity.name().contains(SIZE);
            if (isWanted
                    && oddity.truth() == Truth.ALL
                    && oddity.speaks() == Speaks.ANY
                    && DOWN.matcher(oddity.name()).matches()) {
                List<Speaks> stores = List.of(Speaks.S3, Speaks.ARTIFACTORY);
                (SIZE.equals("few") ? stores.subList(all.size() % 2, all.size() % 2 + 1) : stores)
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
        List<Duration> times = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(PARALLELISM);
        try {
            List<Future<Duration>> starts = outages.stream()
                    .map(outage -> threads.submit(() -> start(outage)))
                    .toList();
            for (Future<Duration> start : starts) {
                times.add(start.get());
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf(
                "starts in an outage: %d kinds of peers, time-out %s, the longest call took %s, %d more than a tenth longer%n",
                outages.size(),
                TIMEOUT,
                times.stream().max(Duration::compareTo).orElseThrow(),
                times.stream()
                        .filter(time -> time.compareTo(TIMEOUT.plus(TIMEOUT.dividedBy(10))) > 0)
                        .count());
    }

    private static Duration start(Outage outage) {
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
            return start(workshop, storage, "onnx", storage.peer()::begin, storage.peer()::rest);
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
            start(workshop, storage, "onnx", () -> Files.move(host, away), () -> Files.move(away, host));
            // A mount point stays when nothing is mounted.
            start(
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

    /** The longest time that a call took. */
    private static Duration start(Workshop workshop, Storage storage, String name, Switch begin, Switch end)
            throws Exception {
        AudModel yesterday = workshop.client();
        ModelId id = yesterday.publish(workshop.request(name, "1.0.0"));
        yesterday.setAlias(LIVE, id);
        Path served = yesterday.load(LIVE);
        yesterday.load(id.shortId());
        Duration longest = Duration.ZERO;
        try (AudModel service = starting(storage, workshop, workshop.builder().cacheRoot(yesterday.cacheRoot()))) {
            AudModel other = starting(storage, workshop, workshop.builder());
            begin.run();
            for (ModelRef ref : List.of(LIVE, id.shortId(), id)) {
                long begun = System.nanoTime();
                assertThat(service.load(ref)).isEqualTo(served);
                longest = max(longest, begun);
            }
            assertThat(service.resolve(LIVE).isStale()).isTrue();
            long begun = System.nanoTime();
            assertThatExceptionOfType(RepositoriesUnavailableException.class)
                    .isThrownBy(() -> other.load(LIVE))
                    .withMessageContainingAll("no repository answers", "live", "the cache does not help");
            longest = max(longest, begun);
            other.close();
            assertThat(longest).isLessThan(LATEST);
            end.run();
            assertThat(service.withCallTimeout(Duration.ofMinutes(10))
                            .resolve(LIVE)
                            .isStale())
                    .isFalse();
        }
        return longest;
    }

    private static AudModel starting(Storage storage, Workshop workshop, AudModelBuilder builder) {
        return storage.addTo(builder, workshop.repository())
                .callTimeout(TIMEOUT)
                .cachedIfUnavailable()
                .build();
    }

    private static Duration max(Duration longest, long begun) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return took.compareTo(longest) > 0 ? took : longest;
    }
}
