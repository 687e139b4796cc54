package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of other people, which checks signatures; what it does not do atomically is not declared. */
class S3ProxyContractTest implements BackendContract {

    @TempDir
    private Path temporary;

    private static S3ProxyServer server;

    @BeforeAll
    static void start() throws Exception {
        server = S3ProxyServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    public Backend connect() {
        return Connecting.to(
                server.endpoint(),
                temporary,
                Map.of(
                        "access_key", S3ProxyServer.ACCESS_KEY,
                        "secret_key", S3ProxyServer.SECRET_KEY,
                        "conditional_writes", "create"));
    }
}
