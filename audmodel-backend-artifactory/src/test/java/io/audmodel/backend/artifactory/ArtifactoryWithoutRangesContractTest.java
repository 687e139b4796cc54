package io.audmodel.backend.artifactory;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Downloads that come whole, whatever is asked for. */
@Tag("one-jdk")
class ArtifactoryWithoutRangesContractTest implements BackendContract {

    private final ArtifactoryStandIn server =
            ArtifactoryStandIn.builder().local("models").withoutRanges().start();

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
