package io.audmodel.it.crash;

import io.audmodel.backend.Backend;
import io.audmodel.backend.fs.FsBackend;
import io.audmodel.testkit.CrashPrefixContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("reliability")
@Tag("one-jdk")
class FsCrashPrefixTest implements CrashPrefixContract {

    @TempDir
    private Path root;

    @Override
    public Backend connect() {
        return new FsBackend(root);
    }
}
