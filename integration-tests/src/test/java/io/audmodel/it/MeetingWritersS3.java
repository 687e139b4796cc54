package io.audmodel.it;

import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Buckets of a server in this process, as audmodel 1.4.1 and this library reach them. */
abstract class MeetingWritersS3 implements MeetingWritersSuite {

    private final Path objects;
    private final S3Stub server;

    MeetingWritersS3(S3Stub.Conditions conditions) throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        server = S3Stub.start(objects);
        server.conditions(conditions);
    }

    @Override
    public Storage storage(Path folder) {
        return new S3Storage(server);
    }

    @Override
    public Repository asPythonNamesIt(Repository repository) {
        return WithPythonOnS3.named(repository);
    }

    @Override
    public Map<String, String> variables(Path work) {
        return WithPythonOnS3.variables(server, work);
    }

    @AfterEach
    void stop() {
        server.close();
        FileTree.delete(objects);
    }
}
