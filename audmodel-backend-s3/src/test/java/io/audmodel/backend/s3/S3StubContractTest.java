package io.audmodel.backend.s3;

import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;

/** Keeps all conditions atomically. */
class S3StubContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3Stub.start(objects);
    }
}
