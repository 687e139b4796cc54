package io.audmodel.it.server;

import io.audmodel.it.suite.EndToEnd;
import io.audmodel.servers.S3MockServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;

class S3MockEndToEndIT extends S3EndToEnd implements EndToEnd {

    @Override
    S3Server start(Path folder) {
        return S3MockServer.start(folder);
    }
}
