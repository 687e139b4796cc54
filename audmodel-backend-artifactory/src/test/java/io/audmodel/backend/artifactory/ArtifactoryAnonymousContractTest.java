package io.audmodel.backend.artifactory;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Permission;
import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** By users who do not say who they are, and so get no lists. */
@Tag("one-jdk")
class ArtifactoryAnonymousContractTest implements BackendContract {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("models")
            .anonymous(Permission.READ, Permission.DEPLOY, Permission.DELETE)
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
