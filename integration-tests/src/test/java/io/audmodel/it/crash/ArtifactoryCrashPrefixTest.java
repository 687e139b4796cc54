package io.audmodel.it.crash;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.model.Repository;
import io.audmodel.testkit.CrashPrefixContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("reliability")
@Tag("one-jdk")
class ArtifactoryCrashPrefixTest implements CrashPrefixContract {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();
    private final Storage storage = new ArtifactoryStorage(server);
    private final Repository repository = storage.create("models");

    @Override
    public Backend connect() {
        return storage.connect(repository);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
