package io.audmodel.it;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class ArtifactoryFaultKindsTest implements FaultKindSuite {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @Override
    public Map<String, String> options() {
        return new HashMap<>(Map.of("connect_timeout", "2", "read_timeout", "0.5"));
    }
}
