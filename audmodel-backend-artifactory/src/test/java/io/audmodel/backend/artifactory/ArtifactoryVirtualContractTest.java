package io.audmodel.backend.artifactory;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** A virtual repository whose files are deployed to one of those behind it. */
@Tag("one-jdk")
class ArtifactoryVirtualContractTest implements BackendContract {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("behind")
            .virtual("models", List.of("behind"), "behind")
            .start();

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
