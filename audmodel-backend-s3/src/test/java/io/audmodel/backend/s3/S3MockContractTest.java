package io.audmodel.backend.s3;

import io.audmodel.servers.S3MockServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;

/** Looks at conditions, though not atomically. */
class S3MockContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3MockServer.start(objects);
    }
}
