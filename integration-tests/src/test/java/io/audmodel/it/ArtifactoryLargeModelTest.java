package io.audmodel.it;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class ArtifactoryLargeModelTest implements LargeModelSuite {

    private final ArtifactoryServer server = new ArtifactoryServer();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
