package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.artifactory.ArtifactoryBackendProvider;
import io.audmodel.error.ConfigurationException;
import io.audmodel.follow.Follower;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.LargeZip;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many requests each call sends, from a connection that knows nothing yet: at most twice what S3 needs. */
@Tag("one-jdk")
class ArtifactoryRequestsTest implements OnStorage {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reads(Workshop workshop) {
        ModelId id = publish(workshop, "1.0.0", "live");

        assertRequests(workshop.client(), 1, client -> client.exists(id));
        AudModel headers = workshop.client();
        assertRequests(headers, 1, client -> client.header(id));
        assertRequests(headers, 0, client -> client.header(id));
        AudModel metas = workshop.client();
        assertRequests(metas, 2, client -> client.meta(id));
        assertRequests(metas, 1, client -> client.meta(id));
        assertRequests(workshop.client(), 1, client -> client.resolveAlias(new Alias("live")));
        assertRequests(workshop.client(), 1, client -> client.aliases(id));
    }

    @Test
    void loads(Workshop workshop) {
        ModelId id = publish(workshop, "1.0.0", "live");

        AudModel models = workshop.client();
        assertRequests(models, 2, client -> client.load(id));
        assertRequests(models, 0, client -> client.load(id));
        assertRequests(models, 1, client -> client.load(id.shortId()));
        AudModel aliases = workshop.client();
        assertRequests(aliases, 3, client -> client.load(new Alias("live")));
        assertRequests(aliases, 1, client -> client.load(new Alias("live")));
    }

    /** Requests of one archive that wait for each other: none of them is answered before three are under way. */
    @Test
    void loadOfALargeArchive_sendsSeveralRequestsBesideEachOther(Workshop workshop) {
        LargeZip zip = new LargeZip(1);
        ModelId id = publish(workshop, "1.0.0", "live");
        workshop.replaceArchive("onnx", id, zip.bytes());
        FaultyBackend backend = workshop.faulty();
        CountDownLatch together = new CountDownLatch(3);
        // Before them, its beginning and its end are read.
        for (int nth = 3; nth < 6; nth++) {
            backend.before(nth, call -> call.is(Operation.GET, ".zip"), call -> {
                together.countDown();
                assertThat(await(together)).isTrue();
            });
        }

        assertThat(FileTree.of(workshop.client(backend).load(id))).isEqualTo(zip.tree());
        assertThat(together.getCount()).isZero();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void numberOfConnectionsOfALoad_isAnOption_andHasToBeOne(Workshop workshop) {
        LargeZip zip = new LargeZip(2);
        ModelId id = publish(workshop, "1.0.0", "live");
        workshop.replaceArchive("onnx", id, zip.bytes());
        Path cache = workshop.fresh("cache");
        try (AudModel client = AudModel.builder()
                .repository(workshop.repository(), Map.of(ArtifactoryBackendProvider.LOAD_CONNECTIONS, "1"))
                .cacheRoot(cache)
                .build()) {
            assertThat(FileTree.of(client.load(id))).isEqualTo(zip.tree());
        }
        AudModelBuilder wrong = AudModel.builder()
                .repository(workshop.repository(), Map.of(ArtifactoryBackendProvider.LOAD_CONNECTIONS, "all"))
                .cacheRoot(cache);
        assertThatThrownBy(wrong::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'all' is no value of load_connections");
    }

    @Test
    void follows(Workshop workshop) {
        ModelId id = publish(workshop, "1.0.0", "live");

        AudModel client = workshop.client();
        for (ModelRef ref : List.of(new Alias("live"), id.shortId())) {
            try (Follower follower = client.follow(ref, Duration.ofDays(1))) {
                for (int check = 0; check < 3; check++) {
                    server.forgetRequests();
                    follower.checkNow();
                    assertThat(server.requests()).hasSize(1);
                }
            }
        }
    }

    @Test
    void writes(Workshop workshop) {
        ModelId one = publish(workshop, "1.0.0", "live");
        ModelId two = publish(workshop, "2.0.0", "other");
        PublishRequest third = workshop.request("onnx", "3.0.0").alias(Alias.of("third"));

        assertRequests(workshop.client(), 8, client -> client.setAlias(new Alias("new"), one));
        assertRequests(workshop.client(), 8, client -> client.setAlias(new Alias("live"), two));
        assertRequests(workshop.client(), 3, client -> client.updateMeta(one, Map.of("k", 2)));
        assertRequests(workshop.client(), 2, client -> client.updateMeta(one, Map.of("k", 3)));
        assertRequests(workshop.client(), 26, client -> client.publish(third));
    }

    @Test
    void versions_ofAThousand(Workshop workshop) {
        ModelId id = publish(workshop, "1.0.0", "live");
        String header = Layouts.header(id);
        for (int i = 2; i <= 1_000; i++) {
            workshop.write(header.replace("1.0.0", i + ".0.0"), "x");
        }

        assertRequests(workshop.client(), 1, client -> client.versions(id.shortId()));
        assertRequests(workshop.client(), 1, client -> client.latestVersion(id.shortId()));
    }

    @Test
    void secondRepository_addsToAMissAlone(Workshop workshop) {
        ModelId id = publish(workshop, "1.0.0", "live");
        AudModel both = workshop.client(workshop.repository(), workshop.repository("second"));
        assertRequests(both, 1, client -> client.exists(id));
    }

    private interface Call {
        void run(AudModel client);
    }

    private static ModelId publish(Workshop workshop, String version, String alias) {
        return workshop.client()
                .publish(workshop.request("onnx", version).meta(Map.of("k", 1)).alias(Alias.of(alias)));
    }

    private void assertRequests(AudModel client, int most, Call call) {
        server.forgetRequests();
        call.run(client);
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(most);
    }
}
