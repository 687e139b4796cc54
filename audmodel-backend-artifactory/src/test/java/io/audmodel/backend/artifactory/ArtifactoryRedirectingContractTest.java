package io.audmodel.backend.artifactory;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Downloads that go to object storage, and the rest as ever. */
@Tag("one-jdk")
class ArtifactoryRedirectingContractTest implements BackendContract {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("models")
            .redirecting(Duration.ofMinutes(1))
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
