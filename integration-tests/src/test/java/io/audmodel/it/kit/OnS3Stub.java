package io.audmodel.it.kit;

import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Suites that run against buckets of a server of their own, whose objects are files. */
public abstract class OnS3Stub implements OnStorage {

    protected final S3Stub server;
    private final Path objects;

    protected OnS3Stub() {
        try {
            objects = Files.createTempDirectory("audmodel-s3-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
