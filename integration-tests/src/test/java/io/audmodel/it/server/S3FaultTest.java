package io.audmodel.it.server;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.FaultKindSuite;
import io.audmodel.it.suite.FaultSuite;
import io.audmodel.it.suite.FollowFaultSuite;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("reliability")
@Tag("one-jdk")
class S3FaultTest implements FaultSuite, FaultKindSuite, FollowFaultSuite {

    private Path objects;
    private S3Stub server;

    @BeforeAll
    void begin() throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        server = S3Stub.start(objects);
    }

    @AfterAll
    void end() {
        server.close();
        FileTree.delete(objects);
    }

    @Override
    public Storage storage(Path folder) {
        return new S3Storage(server);
    }

    @Override
    public Map<String, String> options() {
        return server.options();
    }
}
