package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.servers.S3Server;
import io.audmodel.testkit.BackendContract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of backends, on a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3Contract implements BackendContract {

    @TempDir
    private static Path folder;

    private S3Server server;

    abstract S3Server start(Path objects);

    /** Beside those that the server tells. */
    Map<String, String> moreOptions() {
        return Map.of();
    }

    @BeforeAll
    void begin() {
        server = start(folder);
        server.createBucket("models");
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Override
    public Backend connect() {
        Map<String, String> options = new HashMap<>(server.options());
        options.putAll(moreOptions());
        return Connecting.to(server.endpoint(), folder, options);
    }
}
