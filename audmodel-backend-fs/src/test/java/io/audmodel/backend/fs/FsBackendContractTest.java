package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FsBackendContractTest implements BackendContract {

    @TempDir
    private Path root;

    @Override
    public Backend connect() {
        return new FsBackend(root);
    }
}
