package io.audmodel.it.race;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Where the server keeps no conditions: what two writers do at the same moment it takes as it comes. */
class MeetingWritersArtifactoryTest implements MeetingWritersSuite {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @Override
    public boolean keepsConditions() {
        return false;
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
