package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fifty models move from an Artifactory to a bucket, by a process that is killed twice on the way. */
@Tag("one-jdk")
class CopyKillTest implements OnStorage {

    private static final int MODELS = 50;
    private static final int COPIED_BEFORE_A_KILL = 15;
    private static final int LONGEST_MILLIS = 30;

    private final ArtifactoryStandIn artifactory = ArtifactoryStandIn.builder().start();
    private final Path objects;
    private final S3Stub bucket;

    CopyKillTest() throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        bucket = S3Stub.start(objects);
    }

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(artifactory);
    }

    @AfterEach
    void stop() {
        artifactory.close();
        bucket.close();
        FileTree.delete(objects);
    }

    @Test
    void bothSidesAreEqual_andNothingThatWasCompleteIsSentTwice(Workshop workshop) {
        long seed = Long.getLong("audmodel.seed", 20_261_123);
        Random random = new Random(seed);
        List<ModelId> ids = publish(workshop);
        S3Storage destination = new S3Storage(bucket);
        Repository to = destination.create("copies");
        String command =
                "copy-all " + to + " " + ids.stream().map(ModelId::toString).collect(Collectors.joining(","));
        for (int kill = 0; kill < 2; kill++) {
            Set<String> complete = destination.everything(to);
            bucket.takeRequests();
            Jvm jvm = start(workshop);
            jvm.tell(command);
            int alreadyThere = complete.stream().filter(CopyKillTest::isHeader).toArray().length;
            for (int said = 0; said < alreadyThere + COPIED_BEFORE_A_KILL; said++) {
                assertThat(jvm.answer()).startsWith("copied ");
            }
            LockSupport.parkNanos(random.nextInt(LONGEST_MILLIS) * 1_000_000L);
            jvm.kill();
            assertThat(archivesSent(to)).as("-Daudmodel.seed=%s", seed).noneMatch(complete::contains);
        }
        Set<String> complete = destination.everything(to);
        assertThat(complete.stream().filter(CopyKillTest::isHeader)).hasSizeLessThan(MODELS);
        bucket.takeRequests();
        try (Jvm jvm = start(workshop)) {
            jvm.tell(command);
            for (int said = 0; said < MODELS; said++) {
                assertThat(jvm.answer()).startsWith("copied ");
            }
            assertThat(jvm.answer()).isEqualTo("done");
        }
        assertThat(archivesSent(to)).as("-Daudmodel.seed=%s", seed).noneMatch(complete::contains);
        assertThat(destination.everything(to)).isEqualTo(workshop.everything(workshop.repository()));
        requireEqual(workshop, destination, to, ids);
    }

    private static List<ModelId> publish(Workshop workshop) {
        AudModel client = workshop.client();
        List<ModelId> ids = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            ids.add(client.publish(workshop.request("onnx", i + ".0.0")
                    .subgroup(Subgroup.of("emotion.cnn"))
                    .parameters(Map.of("number", i))
                    .meta(Map.of("number", i))
                    .alias(Alias.of("alias-" + i))));
        }
        return ids;
    }

    private Jvm start(Workshop workshop) {
        return new Jvm.Launch(workshop.folder())
                .variable("MINIO_ACCESS_KEY", bucket.accessKey())
                .variable("MINIO_SECRET_KEY", bucket.secretKey())
                .start(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads"));
    }

    private SortedSet<String> archivesSent(Repository to) {
        return bucket.takeRequests().stream()
                .filter(request -> request.startsWith("PUT ") && request.endsWith(".zip"))
                .map(request -> request.substring(("PUT " + to.name() + "/").length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isHeader(String name) {
        return name.endsWith(".header.yaml");
    }

    private static void requireEqual(Workshop workshop, S3Storage destination, Repository to, List<ModelId> ids) {
        AudModel source = workshop.client();
        AudModel copies = workshop.open(destination.addTo(workshop.builder(), to));
        for (ModelId id : ids) {
            assertThat(copies.header(id)).isEqualTo(source.header(id));
            assertThat(copies.meta(id)).isEqualTo(source.meta(id));
            assertThat(copies.aliases(id)).isEqualTo(source.aliases(id)).hasSize(1);
            assertThat(copies.resolveAlias(copies.aliases(id).first())).isEqualTo(id);
            assertThat(FileTree.of(copies.load(id))).isEqualTo(FileTree.of(source.load(id)));
        }
    }
}
