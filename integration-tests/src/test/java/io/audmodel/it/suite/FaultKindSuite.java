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
import java.net.InetSocketAddress;
import java.net.URI;
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
 * -Daudmodel.fault.each=1000} asks for more runs of each kind.
 */
@Tag("reliability")
@Tag("one-jdk")
public interface FaultKindSuite extends OnStorage {

    int RUNS = Integer.getInteger("audmodel.fault.each", 2);
    int AT_ONCE = 16;

    /** A crawling answer is given up by its pace, which takes long where all of them crawl. */
    Set<Fault> KINDS = EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.CRAWL));

    /** Against calls that hang: attempts end within two minutes. */
    Duration BOUND = Duration.ofMinutes(2);

    /** How a repository is connected to, beside its address. */
    Map<String, String> options();

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    default void twoOfFourAttemptsFail_andTheCallSucceeds(Workshop workshop) throws Exception {
        Repository repository = workshop.repository();
        Path model = Samples.write(workshop.fresh("model"), "faults", 20_000);
        Map<Fault, List<Future<Optional<String>>>> runs = new EnumMap<>(Fault.class);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int run = 1; run <= RUNS; run++) {
                for (Fault fault : KINDS) {
                    Supplier<Fault> plan = halfOf(fault, run + fault.ordinal());
                    String version = fault.ordinal() + "." + run + ".0";
                    runs.computeIfAbsent(fault, none -> new ArrayList<>())
                            .add(threads.submit(() -> run(plan, workshop, repository, model, version)));
                }
            }
            for (Fault fault : KINDS) {
                List<String> failures = failures(runs.get(fault));
                System.out.printf("fault %s: %d of %d runs succeeded%n", fault, RUNS - failures.size(), RUNS);
                assertThat(failures).as("%s", fault).hasSizeLessThanOrEqualTo(RUNS / 100);
            }
        } finally {
            threads.shutdownNow();
        }
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
            Supplier<Fault> plan, Workshop workshop, Repository repository, Path model, String version) {
        URI address = URI.create(repository.host());
        try (FaultProxy proxy =
                FaultProxy.start(new InetSocketAddress(address.getHost(), address.getPort()), 1, plan)) {
            String host = repository.host().replace(":" + address.getPort(), ":" + proxy.port());
            Repository disturbed = new Repository(repository.backend(), host, repository.name());
            Map<String, String> options = new HashMap<>(options());
            options.put("read_timeout", "0.5");
            // A list of its own for each run: those of a thousand would be what is tried, and nothing else.
            PublishRequest request = PublishRequest.of(model, "onnx", Version.of(version))
                    .subgroup(Subgroup.of("run" + version))
                    .meta(Map.of("version", version));
            Alias alias = new Alias("live-" + version);
            long start = System.nanoTime();
            try (AudModel client =
                    workshop.builder().repository(disturbed, options).build()) {
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
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            }
            return Optional.empty();
        }
    }

    static Supplier<Fault> halfOf(Fault fault, int first) {
        AtomicInteger requests = new AtomicInteger(first);
        return () -> requests.getAndIncrement() % 4 < 2 ? fault : Fault.NONE;
    }
}
