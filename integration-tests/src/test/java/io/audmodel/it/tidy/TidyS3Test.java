package io.audmodel.it.tidy;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class TidyS3Test implements TidyRaceSuite, TidyKillSuite {

    private final Path objects;
    private final S3Stub server;

    TidyS3Test() throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        server = S3Stub.start(objects);
    }

    @Override
    public Storage storage(Path folder) {
        return new S3Storage(server);
    }

    @AfterEach
    void stop() {
        server.close();
        FileTree.delete(objects);
    }
}
