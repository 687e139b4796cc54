package io.audmodel.backend.s3;

import io.audmodel.servers.CephServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;

/** Runs with the profile {@code ceph} alone. The backend finds out itself which conditions the server keeps. */
class CephContractIT extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return CephServer.start();
    }
}
