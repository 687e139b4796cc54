package io.audmodel.it.size;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class S3LargeModelTest implements LargeModelSuite {

    private final Path objects;
    private final S3Stub server;

    S3LargeModelTest() throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        server = S3Stub.start(objects);
    }

    @AfterEach
    void stop() {
        server.close();
        FileTree.delete(objects);
    }

    @Override
    public Storage storage(Path folder) {
        return new S3Storage(server);
    }

    @Override
    public Jvm.Launch launch(Workshop workshop) {
        return LargeModelSuite.super
                .launch(workshop)
                .variable("MINIO_ACCESS_KEY", server.accessKey())
                .variable("MINIO_SECRET_KEY", server.secretKey());
    }
}
