package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Disturbance;
import io.audmodel.error.AuthenticationException;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Access tokens that expire while a model is published. {@code -Daudmodel.skew.runs=100} asks for more runs. */
@Timeout(60)
@Tag("reliability")
class ArtifactoryTokenTest implements OnStorage {

    private static final String OLD = "canary-old-t0ken";
    private static final String NEW = "canary-new-t0ken";

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .user("me", "s3cret")
            .accessToken("me", OLD)
            .accessToken("me", NEW)
            .start();

    static LongStream seeds() {
        long first = Long.getLong("audmodel.seed", 0);
        return LongStream.range(first, first + Long.getLong("audmodel.skew.runs", 2));
    }

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tokenThatExpires_isToldAndNothingIsHalfVisible(long seed, Workshop workshop) {
        PublishRequest request = workshop.request("onnx", "1.0.0").alias(Alias.of("live"));
        AudModel lasting = client(workshop, NEW);
        int most = requestsOfAPublish(workshop, lasting);
        int last = new Random(seed).nextInt(most);
        AtomicInteger requests = new AtomicInteger();
        server.disturb(() -> {
            if (requests.getAndIncrement() == last) {
                server.revoke(OLD);
            }
            return Disturbance.NONE;
        });
        String replay = "-Daudmodel.seed=" + seed;
        assertThatExceptionOfType(AuthenticationException.class)
                .as(replay)
                .isThrownBy(() -> client(workshop, OLD).publish(request))
                .withMessageContaining("credentials")
                .satisfies(e -> assertThat(e).hasMessageNotContainingAny(OLD, NEW));
        // One request may check the result of the alias; no write is retried.
        assertThat(requests.get()).as(replay).isBetween(last + 1, last + 2);

        if (lasting.exists(request.id())) {
            lasting.setAlias(new Alias("live"), request.id());
        } else {
            assertThat(lasting.publish(request)).as(replay).isEqualTo(request.id());
        }
        assertThat(FileTree.of(lasting.load(request.id())).files()).as(replay).isNotEmpty();
        assertThat(lasting.resolveAlias(new Alias("live"))).as(replay).isEqualTo(request.id());
    }

    private int requestsOfAPublish(Workshop workshop, AudModel client) {
        server.forgetRequests();
        client.publish(workshop.request("onnx", "0.9.0").alias(Alias.of("other")));
        return server.requests().size();
    }

    private static AudModel client(Workshop workshop, String token) {
        return workshop.open(workshop.builder()
                .repository(workshop.repository(), Map.of("access_token", token))
                .cacheRoot(workshop.fresh("cache-of-" + token)));
    }
}
