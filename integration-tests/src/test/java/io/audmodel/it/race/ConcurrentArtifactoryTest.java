package io.audmodel.it.race;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Permission;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.ConcurrentPublishSuite;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Publishers who may not overwrite: it is this permission that makes the server decide who is first. */
@Tag("one-jdk")
class ConcurrentArtifactoryTest implements ConcurrentPublishSuite {

    private static final Map<String, String> PUBLISHER =
            Map.of("ARTIFACTORY_USERNAME", "publisher", "ARTIFACTORY_API_KEY", "publisher-s3cret");

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .user("publisher", "publisher-s3cret", Permission.READ, Permission.DEPLOY)
            .anonymous(Permission.READ)
            .start();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server, PUBLISHER);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
