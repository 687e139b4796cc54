package io.audmodel.it.server;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.EndToEnd;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class ArtifactoryEndToEndTest implements EndToEnd {

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
