package io.audmodel.it.python;

import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3ProxyServer;
import io.audmodel.servers.S3Server;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Buckets of S3Proxy, shared with Python's minio, whose requests it checks the signatures of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WithPythonOnS3 implements PythonReadsUsSuite, PythonWritesSuite, RandomModelsSuite {

    private S3Server server;

    @BeforeAll
    void begin() {
        server = S3ProxyServer.start();
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Override
    public Storage storage(Path folder) {
        return new S3Storage(server);
    }

    @Override
    public Repository asPythonNamesIt(Repository repository) {
        return named(repository);
    }

    @Override
    public Map<String, String> variables(Path work) {
        return variables(server, work);
    }

    public static Repository named(Repository repository) {
        return new Repository("s3", repository.host().replace("http://", ""), repository.name());
    }

    /** Python takes any text for a true {@code secure}, so that the key stands there without a value. */
    public static Map<String, String> variables(S3Server server, Path work) {
        String section = "[" + server.endpoint().replace("http://", "") + "]\nsecure\n";
        Path file = Samples.file(work.resolve("minio.cfg"), section);
        return Map.of(
                "MINIO_CONFIG_FILE",
                file.toString(),
                "MINIO_ACCESS_KEY",
                server.accessKey(),
                "MINIO_SECRET_KEY",
                server.secretKey());
    }
}
