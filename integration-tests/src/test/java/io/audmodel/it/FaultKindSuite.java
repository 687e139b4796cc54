package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One kind of fault happens to two of every four requests, and calls succeed all the same. {@code
 * -Daudmodel.fault.each=1000} asks for more runs of each kind.
 */
interface FaultKindSuite extends OnStorage {

    int RUNS = Integer.getInteger("audmodel.fault.each", 4);
    int AT_ONCE = 64;

    /** What all attempts of the longest call may take here, its waits included, and a second. */
    Duration BOUND = Duration.ofSeconds(60);

    /** How a repository is connected to, beside its address. */
    Map<String, String> options();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    default void twoOfFourAttemptsFail_andTheCallSucceeds(Fault fault, Workshop workshop) throws Exception {
        Repository repository = workshop.repository();
        Path model = Samples.write(workshop.fresh("model"), "faults", 20_000);
        List<String> failures = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> runs = new ArrayList<>();
            for (int run = 1; run <= RUNS; run++) {
                Supplier<Fault> plan = halfOf(fault, run);
                String version = run + ".0.0";
                runs.add(threads.submit(() -> run(plan, workshop, repository, model, version)));
            }
            for (Future<String> run : runs) {
                String failure = run.get();
                if (!failure.isEmpty()) {
                    failures.add(failure);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf("fault %s: %d of %d runs succeeded%n", fault, RUNS - failures.size(), RUNS);
        assertThat(failures).hasSizeLessThanOrEqualTo(RUNS / 100);
    }

    /** What failed, or nothing; wrong bytes and calls that hang fail the test whatever else succeeds. */
    private String run(Supplier<Fault> plan, Workshop workshop, Repository repository, Path model, String version) {
        URI address = URI.create(repository.host());
        try (FaultProxy proxy =
                FaultProxy.start(new InetSocketAddress(address.getHost(), address.getPort()), 1, plan)) {
            String host = repository.host().replace(":" + address.getPort(), ":" + proxy.port());
            Repository disturbed = new Repository(repository.backend(), host, repository.name());
            Map<String, String> options = new HashMap<>(options());
            options.put("read_timeout", "0.5");
            PublishRequest request = PublishRequest.of(model, "onnx", version).meta(Map.of("version", version));
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
                return version + ": " + e;
            } finally {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            }
            return "";
        }
    }

    private static Supplier<Fault> halfOf(Fault fault, int first) {
        AtomicInteger requests = new AtomicInteger(first);
        return () -> requests.getAndIncrement() % 4 < 2 ? fault : Fault.NONE;
    }
}
