package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests each call of the client costs, on a server that is known to keep conditions. */
@Tag("one-jdk")
class S3RequestsTest {

    private static final Alias LIVE = new Alias("live");

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;
    private S3Stub second;
    private AudModel client;
    private int caches;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        second = S3Stub.watched("models");
        client = client("all", server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        second.close();
    }

    @Test
    void publish_withANewAlias() throws IOException {
        PublishRequest request = request("1.0.0").alias(Alias.of("live"));
        assertThat(requests(() -> client.publish(request))).isEqualTo(7);
    }

    @Test
    void publish_toAServerThatHasToProveItself_threeMoreAndOnce() throws IOException {
        try (AudModel careful = client("auto", server)) {
            PublishRequest one = request("1.0.0").alias(Alias.of("live"));
            PublishRequest two = request("2.0.0").alias(Alias.of("other"));
            assertThat(requests(() -> careful.publish(one))).isEqualTo(10);
            assertThat(requests(() -> careful.publish(two))).isEqualTo(7);
        }
    }

    @Test
    void publish_ofALargeArchive_isLookedAt_andAnnouncedWhereConditionsMayNotHold() throws IOException {
        PublishRequest first = large("1.0.0").alias(Alias.of("live"));
        assertThat(requests(() -> client.publish(first))).isEqualTo(7);
        try (AudModel careful = client("auto", server)) {
            PublishRequest one = large("2.0.0").alias(Alias.of("one"));
            PublishRequest two = large("3.0.0").alias(Alias.of("two"));
            assertThat(requests(() -> careful.publish(one))).isEqualTo(10 + 3);
            assertThat(requests(() -> careful.publish(two))).isEqualTo(7 + 5);
        }
    }

    @Test
    void existsHeaderAndMeta() throws IOException {
        ModelId id = client.publish(request("1.0.0"));
        try (AudModel reader = client("all", server)) {
            assertThat(requests(() -> reader.exists(id))).isEqualTo(1);
            assertThat(requests(() -> reader.header(id))).isEqualTo(1);
            assertThat(requests(() -> reader.header(id))).isZero();
        }
        try (AudModel reader = client("all", server)) {
            assertThat(requests(() -> reader.meta(id))).isEqualTo(2);
            assertThat(requests(() -> reader.meta(id))).isEqualTo(1);
        }
    }

    @Test
    void follow_oneForEachCheckThatFindsNothingNew() throws IOException {
        ModelId id = client.publish(request("1.0.0").alias(LIVE));
        for (ModelRef ref : List.of(LIVE, id.shortId())) {
            try (Follower follower = client.follow(ref, Duration.ofDays(1))) {
                for (int check = 0; check < 3; check++) {
                    assertThat(requests(follower::checkNow)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void versions_ofAModelWithAThousand() throws IOException {
        ModelId id = client.publish(request("1.0.0"));
        String prefix = "_uid/" + id.shortId() + "/";
        for (int i = 1; i < 1_000; i++) {
            String version = "1.0." + i;
            for (String kind : new String[] {"header", "meta"}) {
                bucket.put(
                        prefix + version + "/" + id.shortId() + "-" + version + "." + kind + ".yaml",
                        new byte[1],
                        Map.of(),
                        "\"e\"");
            }
        }
        assertThat(requests(() -> assertThat(client.versions(id)).hasSize(1_000)))
                .isEqualTo(2);
        assertThat(requests(() -> client.latestVersion(id))).isEqualTo(2);
    }

    @Test
    void aliases() throws IOException {
        ModelId one = client.publish(request("1.0.0"));
        ModelId two = client.publish(request("2.0.0"));
        try (AudModel writer = client("all", server)) {
            assertThat(requests(() -> writer.setAlias(LIVE, one))).isEqualTo(6);
            assertThat(requests(() -> writer.setAlias(LIVE, two))).isEqualTo(8);
            assertThat(requests(() -> writer.resolveAlias(LIVE))).isEqualTo(1);
            assertThat(requests(() -> writer.aliases(two))).isEqualTo(1);
        }
    }

    @Test
    void updateMeta() throws IOException {
        ModelId id = client.publish(request("1.0.0"));
        try (AudModel writer = client("all", server)) {
            assertThat(requests(() -> writer.updateMeta(id, Map.of("k", 1)))).isEqualTo(3);
            assertThat(requests(() -> writer.updateMeta(id, Map.of("k", 2)))).isEqualTo(2);
        }
    }

    @Test
    void whereEtagsAreNoMd5_nothingCostsMore() throws IOException {
        bucket.encrypt();
        aliases();
        bucket.clear();
        updateMeta();
    }

    @Test
    void load() throws IOException {
        ModelId id = client.publish(request("1.0.0").alias(Alias.of("live")));
        try (AudModel reader = client("all", server)) {
            assertThat(requests(() -> reader.load(id))).isEqualTo(2);
            assertThat(requests(() -> reader.load(id))).isZero();
            assertThat(requests(() -> reader.load(LIVE))).isEqualTo(1);
            assertThat(requests(() -> reader.load(ModelRef.of(id.shortId().text()))))
                    .isEqualTo(1);
        }
        try (AudModel reader = client("all", server)) {
            assertThat(requests(() -> reader.load(LIVE))).isEqualTo(3);
        }
    }

    @Test
    void secondRepository_costsAMissOneRequest_andAHitNone() throws IOException {
        ModelId id = client.publish(request("1.0.0"));
        try (AudModel both = client("all", server, second)) {
            assertThat(requests(() -> both.exists(id))).isEqualTo(1);
            assertThat(requests(() -> both.load(id))).isEqualTo(2);
            assertThat(requests(() -> assertThat(both.exists(ModelRef.of("00000000-1.0.0")))
                            .isFalse()))
                    .isEqualTo(2);
            assertThat(requests(() -> assertThatThrownBy(() -> both.header(ModelRef.of("00000000-1.0.0")))
                            .isInstanceOf(ModelNotFoundException.class)))
                    .isEqualTo(2);
        }
    }

    private int requests(Runnable call) {
        int before = server.requests().size() + second.requests().size();
        call.run();
        return server.requests().size() + second.requests().size() - before;
    }

    private AudModel client(String conditions, S3Stub... servers) {
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("home"), "tester"))
                .cacheRoot(folder.resolve("cache-" + caches++));
        Map<String, String> options =
                new HashMap<>(Map.of("access_key", "a", "secret_key", "b", "conditional_writes", conditions));
        for (S3Stub each : servers) {
            builder.repository(new Repository("s3", each.endpoint(), "models"), options);
        }
        return builder.build();
    }

    private PublishRequest large(String version) throws IOException {
        byte[] noise = new byte[2_000_000];
        new Random(1).nextBytes(noise);
        PublishRequest request = request(version);
        Files.write(folder.resolve("model-" + version).resolve("model.onnx"), noise);
        return request;
    }

    private PublishRequest request(String version) throws IOException {
        Path root = Files.createDirectories(folder.resolve("model-" + version));
        Files.write(root.resolve("model.onnx"), new byte[100_000]);
        return PublishRequest.of(root, "onnx", Version.of(version));
    }
}
