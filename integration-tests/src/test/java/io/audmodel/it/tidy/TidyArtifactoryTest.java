package io.audmodel.it.tidy;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Where the server keeps no conditions. */
class TidyArtifactoryTest implements TidyRaceSuite, TidyKillSuite {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
