package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose conditional writes are atomic, so that both capabilities are tested. */
class S3FakeContractTest implements BackendContract {

    @TempDir
    private Path temporary;

    private static FakeS3 server;

    @BeforeAll
    static void start() throws IOException {
        server = new FakeS3();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public Backend connect() {
        return Connecting.to(server.endpoint(), temporary, Map.of("access_key", "a", "secret_key", "b"));
    }
}
