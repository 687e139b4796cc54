package io.audmodel.it.crash;

import io.audmodel.backend.Backend;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import io.audmodel.testkit.CrashPrefixContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("reliability")
@Tag("one-jdk")
class S3StubCrashPrefixTest implements CrashPrefixContract {

    @TempDir
    private Path objects;

    private S3Server server;
    private Repository repository;

    @BeforeEach
    void start() {
        server = S3Stub.start(objects);
        repository = new S3Storage(server).create("models");
    }

    @Override
    public Backend connect() {
        return new S3Storage(server).connect(repository);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
