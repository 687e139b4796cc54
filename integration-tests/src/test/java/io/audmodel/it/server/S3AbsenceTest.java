package io.audmodel.it.server;

import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.AbsenceSuite;
import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("reliability")
class S3AbsenceTest implements AbsenceSuite {

    @TempDir
    private Path objects;

    private S3Server server;

    @Override
    public Storage storage(Path folder) {
        server = S3Stub.start(objects);
        return new S3Storage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
