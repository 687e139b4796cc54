package io.audmodel.it;

import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class S3FaultKindsTest implements FaultKindSuite {

    private final Path objects;
    private final S3Stub server;

    S3FaultKindsTest() throws IOException {
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
    public Map<String, String> options() {
        Map<String, String> options = new HashMap<>(server.options());
        options.putAll(Map.of("connect_timeout", "2", "read_timeout", "0.5", "request_timeout", "2"));
        return options;
    }
}
