package io.audmodel.backend.artifactory;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class ArtifactoryWithoutListsContractTest implements BackendContract {

    private final ScriptedServer server = ScriptedServer.start(new SmallArtifactory(false));

    @Override
    public Backend connect() {
        return new ArtifactoryBackend(Connecting.config(server.repository(), Map.of()));
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
