package io.audmodel.it.server;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.servers.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The suites of a class that extends this, on one server for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3EndToEnd implements OnStorage {

    private Path objects;
    private S3Server server;

    abstract S3Server start(Path folder);

    @BeforeAll
    void begin() throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        server = start(objects);
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
}
