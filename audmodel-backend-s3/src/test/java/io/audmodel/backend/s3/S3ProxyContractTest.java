package io.audmodel.backend.s3;

import io.audmodel.servers.S3ProxyServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Checks signatures and creates atomically; it does not compare and set. */
@Tag("one-jdk")
class S3ProxyContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3ProxyServer.start();
    }
}
