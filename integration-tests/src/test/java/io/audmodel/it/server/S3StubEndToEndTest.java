package io.audmodel.it.server;

import io.audmodel.it.suite.EndToEnd;
import io.audmodel.it.suite.HeldRaceSuite;
import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class S3StubEndToEndTest extends S3EndToEnd implements EndToEnd, HeldRaceSuite {

    @Override
    S3Server start(Path folder) {
        return S3Stub.start(folder);
    }
}
