package io.audmodel.it.crash;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills JVMs at random moments while they publish to servers, as {@link KillTest} does where the repository is a folder.
 * {@code -Daudmodel.remote.kills=500} asks for so many kills inside calls, on each kind of server.
 */
@Tag("reliability")
@Tag("one-jdk")
class RemoteKillTest {

    private static final int KILLS = Integer.getInteger("audmodel.remote.kills", 3);

    @TempDir
    Path folder;

    @Test
    void publishersToABucketThatAreKilled_leaveNothingHalf() throws Exception {
        try (S3Stub bucket = S3Stub.start(Files.createDirectory(folder.resolve("objects")))) {
            kill("a bucket", new S3Storage(bucket));
        }
    }

    @Test
    void publishersToAnArtifactoryThatAreKilled_leaveNothingHalf() throws Exception {
        try (ArtifactoryStandIn server = ArtifactoryStandIn.builder().start()) {
            kill("an Artifactory", new ArtifactoryStorage(server));
        }
    }

    private void kill(String where, Storage storage) throws IOException {
        long seed = Long.getLong("audmodel.seed", 20_261_123);
        Path work = Files.createDirectory(folder.resolve("work")).toRealPath();
        try (Workshop workshop = new Workshop(work, storage)) {
            System.out.println("kill test: publish to " + where + ": " + new PublishKills(workshop, seed).run(KILLS));
        }
    }
}
