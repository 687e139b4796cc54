package io.audmodel.it.race;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.python.WithPythonOnS3;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** Buckets of a server, as audmodel 1.4.1 and this library reach them. */
public abstract class MeetingWritersS3 implements MeetingWritersSuite {

    private final Path objects;
    private final S3Server server;

    /** @param start starts the server, whose objects are below a folder */
    public MeetingWritersS3(Function<Path, S3Server> start) throws IOException {
        objects = Files.createTempDirectory("audmodel-s3-");
        server = start.apply(objects);
    }

    static S3Server stub(Path objects, S3Stub.Conditions conditions) {
        S3Stub server = S3Stub.start(objects);
        server.conditions(conditions);
        return server;
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
