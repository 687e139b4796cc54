package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AudModelException;
import io.audmodel.error.NotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Publishes and loads through a proxy that damages, delays and loses what passes. Every call ends well or with an error
 * of the library's own; nothing half becomes visible, and nothing is left behind. {@code -Daudmodel.fault.runs=200} asks
 * for more runs.
 */
@Tag("reliability")
@Tag("one-jdk")
public interface FaultSuite extends OnStorage {

    double SHARE = 0.25;

    /** No call here takes nearly as long, unless it hangs. */
    Duration BOUND = Duration.ofMinutes(2);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("audmodel.fault.runs", 5));
    }

    /** How a repository is connected to, beside its address. */
    Map<String, String> options();

    @ParameterizedTest
    @MethodSource("seeds")
    default void runs_endWellOrWithAnErrorOfOurs_andLeaveNothing(long seed, Workshop workshop) throws IOException {
        Repository repository = workshop.repository();
        Path model = Samples.write(workshop.fresh("model"), "faults " + seed, seed % 5 == 0 ? 18_000_000 : 100_000);
        PublishRequest request = PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                .meta(Map.of("seed", seed))
                .alias(Alias.of("live"));
        Path temporary = Files.createDirectories(workshop.fresh("temporary"));
        Path cache = workshop.fresh("shared-cache");
        URI address = URI.create(repository.host());
        boolean published;
        boolean loaded;
        try (FaultProxy proxy = FaultProxy.start(
                new InetSocketAddress(address.getHost(), address.getPort()), seed, FaultProxy.seeded(seed, SHARE))) {
            Repository disturbed = new Repository(
                    repository.backend(),
                    repository.host().replace(":" + address.getPort(), ":" + proxy.port()),
                    repository.name());
            try (AudModel client = client(workshop, disturbed, temporary, cache, "0.5")) {
                published = attempt(() -> client.publish(request));
                loaded = attempt(() -> client.load(request.id()));
            }
            await("connections of seed " + seed, () -> proxy.connections() == 0);
        }
        assertThat(FileTree.of(temporary).files()).as("seed %s", seed).isEmpty();
        await("threads of seed " + seed, FaultSuite::noThreadIsLeft);

        try (AudModel healthy = client(workshop, repository, temporary, cache, "60")) {
            if (published || healthy.exists(request.id())) {
                assertThat(FileTree.of(workshop.client().load(request.id())))
                        .as("seed %s", seed)
                        .isEqualTo(FileTree.of(model));
            } else {
                assertThat(loaded).as("seed %s", seed).isFalse();
                assertThatCode(() -> healthy.publish(request))
                        .as("seed %s", seed)
                        .doesNotThrowAnyException();
            }
            assertThat(FileTree.of(healthy.load(request.id())))
                    .as("seed %s", seed)
                    .isEqualTo(FileTree.of(model));
            assertThat(healthy.meta(request.id())).as("seed %s", seed).isEqualTo(Map.of("seed", (int) seed));
            healthy.setAlias(new Alias("live"), request.id());
            assertThat(healthy.resolveAlias(new Alias("live")))
                    .as("seed %s", seed)
                    .isEqualTo(request.id());
        }
        assertThat(FileTree.of(cache).names()).as("seed %s", seed).noneMatch(name -> name.contains(".tmp"));
        assertThat(FileTree.of(temporary).files()).as("seed %s", seed).isEmpty();
    }

    /** A call of the client. */
    interface Call {
        void run();
    }

    /** Whether it went well; everything but an error of the library's own fails the test. */
    private static boolean attempt(Call call) {
        long start = System.nanoTime();
        try {
            call.run();
            return true;
        } catch (NotFoundException e) {
            return false;
        } catch (AudModelException e) {
            assertThat(e).hasMessageNotContaining("the-secret-key");
            return false;
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        }
    }

    private AudModel client(Workshop workshop, Repository repository, Path temporary, Path cache, String readTimeout) {
        Map<String, String> options = new HashMap<>(options());
        options.put("read_timeout", readTimeout);
        return workshop.builder()
                .repository(repository, options)
                .temporaryRoot(temporary)
                .cacheRoot(cache)
                .build();
    }

    /** What others close takes a moment to be seen as closed. */
    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static boolean noThreadIsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("audmodel-"));
    }
}
