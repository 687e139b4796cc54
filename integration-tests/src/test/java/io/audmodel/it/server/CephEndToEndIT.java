package io.audmodel.it.server;

import io.audmodel.it.suite.EndToEnd;
import io.audmodel.it.suite.HeldRaceSuite;
import io.audmodel.servers.CephServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;

/** Runs with the profile {@code ceph} alone. */
class CephEndToEndIT extends S3EndToEnd implements EndToEnd, HeldRaceSuite {

    @Override
    S3Server start(Path folder) {
        return CephServer.start(folder);
    }
}
