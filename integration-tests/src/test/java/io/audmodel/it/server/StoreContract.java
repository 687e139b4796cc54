package io.audmodel.it.server;

import io.audmodel.backend.Backend;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Server;
import io.audmodel.testkit.BackendContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of backends on a server of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract implements BackendContract {

    @TempDir
    private static Path folder;

    private final Store store;
    private final Map<String, String> options;
    private S3Server server;
    private Repository repository;

    StoreContract(Store store, Map<String, String> options) {
        this.store = store;
        this.options = options;
    }

    @BeforeAll
    void begin() {
        server = store.start(folder, options);
        repository = new S3Storage(server).create("models");
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Override
    public Backend connect() {
        return new S3Storage(server).connect(repository);
    }
}
