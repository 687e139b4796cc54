package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One kind of fault happens to two of every four requests, and calls succeed all the same. {@code
 * -Daudmodel.fault.each=1000} asks for more runs of each kind with a model of one request, and {@code
 * -Daudmodel.fault.large=100} with one whose archive is sent in parts and fetched in ranges; {@code
 * -Daudmodel.fault.first=251} continues behind 250 runs.
 */
@Tag("reliability")
@Tag("one-jdk")
public interface FaultKindSuite extends OnStorage {

    int RUNS = Integer.getInteger("audmodel.fault.each", 1);
    int AT_ONCE = 16;
    int LARGE_RUNS = Integer.getInteger("audmodel.fault.large", 1);
    int LARGE_AT_ONCE = 2;

    /** The first run, for what continues where an earlier one ended. */
    int FIRST = Integer.getInteger("audmodel.fault.first", 1);

    int LARGE = 26_000_000;

    /** A crawling answer is given up by its pace, which takes long where all of them crawl. */
    Set<Fault> KINDS = EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.CRAWL));

    /** Of a large model each build tries those that end at once. */
    Set<Fault> LARGE_KINDS = Integer.getInteger("audmodel.fault.large") == null
            ? EnumSet.of(Fault.RESET, Fault.CUT, Fault.SHRINK, Fault.ERROR_500, Fault.LOST_ANSWER)
            : KINDS;

    /** Against calls that hang: attempts end within two minutes. */
    Duration BOUND = Duration.ofMinutes(2);

    /** How a repository is connected to, beside its address. */
    Map<String, String> options();

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    default void twoOfFourAttemptsFail_andTheCallSucceeds(Workshop workshop) throws Exception {
        Path model = Samples.write(workshop.fresh("model"), "faults", 20_000);
        Map<Fault, List<String>> failures =
                failures(new Runs(KINDS, RUNS, AT_ONCE, FaultKindSuite::halfOf, "0.5"), workshop, model);
        assertThat(failures)
                .allSatisfy((fault, seen) -> assertThat(seen).as("%s", fault).hasSizeLessThanOrEqualTo(RUNS / 100));
    }

    /**
     * Parts and ranges come beside each other and meet more faults than requests one after the other: one of ten fails. A
     * range has no checksum of its own, and the name that a server gave a part is known to it alone: what damages these
     * may end the call, by an error.
     */
    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    default void oneOfTenPartsAndRangesFails_andTheCallSucceeds(Workshop workshop) throws Exception {
        Path model = Samples.write(workshop.fresh("model"), "faults", LARGE);
        Map<Fault, List<String>> failures = failures(
                new Runs(LARGE_KINDS, LARGE_RUNS, LARGE_AT_ONCE, FaultKindSuite::oneOfTen, "5"), workshop, model);
        failures.keySet().removeAll(Set.of(Fault.FLIP, Fault.WRONG_CHECKSUM));
        assertThat(failures)
                .allSatisfy(
                        (fault, seen) -> assertThat(seen).as("%s", fault).hasSizeLessThanOrEqualTo(LARGE_RUNS / 100));
    }

    /** Which requests meet the fault. */
    interface Plan {

        /** @param first how many requests are taken to have been sent */
        Supplier<Fault> of(Fault fault, int first);
    }

    /**
     * @param each the runs of each kind
     * @param readTimeout in seconds, as the option has it
     */
    record Runs(Set<Fault> kinds, int each, int atOnce, Plan plan, String readTimeout) {}

    /** The failures of each kind; prints them, and how many runs succeeded. */
    private Map<Fault, List<String>> failures(Runs all, Workshop workshop, Path model) throws Exception {
        Repository repository = workshop.repository();
        Map<Fault, List<Future<Optional<String>>>> runs = new EnumMap<>(Fault.class);
        Map<Fault, List<String>> failures = new EnumMap<>(Fault.class);
        ExecutorService threads = Executors.newFixedThreadPool(all.atOnce());
        try {
            for (int run = FIRST; run < FIRST + all.each(); run++) {
                for (Fault fault : all.kinds()) {
                    Supplier<Fault> plan = all.plan().of(fault, run + fault.ordinal());
                    String version = fault.ordinal() + "." + run + ".0";
                    runs.computeIfAbsent(fault, none -> new ArrayList<>())
                            .add(threads.submit(
                                    () -> run(plan, workshop, repository, model, version, all.readTimeout())));
                }
            }
            for (Fault fault : all.kinds()) {
                List<String> seen = failures(runs.get(fault));
                System.out.printf("fault %s: %d of %d runs succeeded%n", fault, all.each() - seen.size(), all.each());
                seen.forEach(failure -> System.out.printf("fault %s ended %s%n", fault, failure));
                failures.put(fault, seen);
            }
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }

    private static List<String> failures(List<Future<Optional<String>>> runs) throws Exception {
        List<String> failures = new ArrayList<>();
        for (Future<Optional<String>> run : runs) {
            run.get().ifPresent(failures::add);
        }
        return failures;
    }

    /** What failed, if anything; wrong bytes and calls that hang fail the test whatever else succeeds. */
    private Optional<String> run(
            Supplier<Fault> plan,
            Workshop workshop,
            Repository repository,
            Path model,
            String version,
            String readTimeout)
            throws IOException {
        URI address = URI.create(repository.host());
        try (FaultProxy proxy =
                FaultProxy.start(new InetSocketAddress(address.getHost(), address.getPort()), 1, plan)) {
            String host = repository.host().replace(":" + address.getPort(), ":" + proxy.port());
            Repository disturbed = new Repository(repository.backend(), host, repository.name());
            Map<String, String> options = new HashMap<>(options());
            options.put("read_timeout", readTimeout);
            // A list of its own for each run: those of a thousand would be what is tried, and nothing else.
            PublishRequest request = PublishRequest.of(model, "onnx", Version.of(version))
                    .subgroup(Subgroup.of("run" + version))
                    .meta(Map.of("version", version));
            Alias alias = new Alias("live-" + version);
            Path cache = Files.createDirectories(workshop.fresh("cache-" + version));
            long start = System.nanoTime();
            try (AudModel client = workshop.builder()
                    .cacheRoot(cache)
                    .repository(disturbed, options)
                    .build()) {
                client.publish(request);
                Path loaded = client.load(request.id());
                assertThat(FileTree.of(loaded)).as(version).isEqualTo(FileTree.of(model));
                client.setAlias(alias, request.id());
                assertThat(client.versions(request.id().shortId()))
                        .contains(request.id().version());
                assertThat(client.resolveAlias(alias)).isEqualTo(request.id());
                assertThat(client.updateMeta(request.id(), Map.of("k", "v")))
                        .isEqualTo(Map.of("version", version, "k", "v"));
            } catch (AudModelException e) {
                return Optional.of(version + ": " + e);
            } finally {
                FileTree.delete(cache);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            }
            return Optional.empty();
        }
    }

    static Supplier<Fault> halfOf(Fault fault, int first) {
        AtomicInteger requests = new AtomicInteger(first);
        return () -> requests.getAndIncrement() % 4 < 2 ? fault : Fault.NONE;
    }

    private static Supplier<Fault> oneOfTen(Fault fault, int first) {
        AtomicInteger requests = new AtomicInteger(first);
        return () -> requests.getAndIncrement() % 10 == 0 ? fault : Fault.NONE;
    }
}
