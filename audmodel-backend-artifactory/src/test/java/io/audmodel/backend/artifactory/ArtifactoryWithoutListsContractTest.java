package io.audmodel.backend.artifactory;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class ArtifactoryWithoutListsContractTest implements BackendContract {

    private final ArtifactoryStandIn server =
            ArtifactoryStandIn.builder().local("models").withoutFileLists().start();

    @Override
    public Backend connect() {
        return new ArtifactoryBackend(
                Connecting.config(Connecting.repository(server.url().toString()), Map.of()));
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
