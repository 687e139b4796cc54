package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Disturbance;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.suite.FaultKindSuite;
import io.audmodel.it.suite.FollowFaultSuite;
import io.audmodel.model.Alias;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Publishes and loads while a quarter of all requests goes wrong. {@code -Daudmodel.fault.runs=200} asks for more runs.
 */
@Timeout(120)
@Tag("reliability")
@Tag("one-jdk")
class ArtifactoryFaultsTest implements FaultKindSuite, FollowFaultSuite {

    private static final int HEALTHY = 75;

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("audmodel.fault.runs", 5));
    }

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @Override
    public Map<String, String> options() {
        return Map.of();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void publishAndLoad_endWellOrTypedAndLeaveNothingHalf(long seed, Workshop workshop) throws IOException {
        Random random = new Random(seed);
        Path model = workshop.model("faults " + seed);
        PublishRequest request = PublishRequest.of(model, "onnx", Version.of("1.0.0"))
                .meta(Map.of("seed", seed))
                .alias(Alias.of("live"));
        Path temporary = Files.createDirectories(workshop.fresh("temporary"));
        Path cache = workshop.fresh("shared-cache");
        disturb(random);
        boolean published = attempt(workshop, temporary, cache, client -> client.publish(request));
        boolean loaded = attempt(workshop, temporary, cache, client -> client.load(request.id()));
        server.disturb(() -> Disturbance.NONE);

        AudModel healthy = client(workshop, temporary, cache, "60");
        if (published || healthy.exists(request.id())) {
            assertThat(FileTree.of(workshop.client().load(request.id()))).isEqualTo(FileTree.of(model));
        } else {
            assertThat(loaded).isFalse();
            assertThat(healthy.publish(request)).isEqualTo(request.id());
        }
        assertThat(FileTree.of(healthy.load(request.id()))).isEqualTo(FileTree.of(model));
        assertThat(healthy.meta(request.id())).isEqualTo(Map.of("seed", (int) seed));
        healthy.setAlias(new Alias("live"), request.id());
        assertThat(healthy.resolveAlias(new Alias("live"))).isEqualTo(request.id());
        assertThat(FileTree.of(temporary).files()).isEmpty();
    }

    private interface Call {
        void run(AudModel client);
    }

    /** Whether it went well; everything but an error of the library's own fails the test. */
    private boolean attempt(Workshop workshop, Path temporary, Path cache, Call call) {
        try {
            call.run(client(workshop, temporary, cache, "0.5"));
            return true;
        } catch (AudModelException e) {
            return false;
        }
    }

    private static AudModel client(Workshop workshop, Path temporary, Path cache, String timeout) {
        return workshop.open(workshop.builder()
                .repository(workshop.repository(), Map.of("read_timeout", timeout))
                .temporaryRoot(temporary)
                .cacheRoot(cache));
    }

    private void disturb(Random random) {
        server.disturb(() -> ServerFaults.random(random, HEALTHY));
    }
}
