package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** On a file system without hard links, as FAT is. */
@Tag("one-jdk")
class FsBackendWithoutLinksContractTest implements BackendContract {

    @TempDir
    private Path root;

    @Override
    public Backend connect() {
        return new FsBackend("file-system:linkless", root, InstantSource.system(), (link, file) -> {
            throw new FileSystemException(link.toString(), file.toString(), "Operation not permitted");
        });
    }
}
