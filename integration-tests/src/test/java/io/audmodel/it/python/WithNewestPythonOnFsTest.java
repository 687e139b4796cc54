package io.audmodel.it.python;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;

class WithNewestPythonOnFsTest implements PythonReadsUsSuite, PythonWritesSuite, RandomModelsSuite, WidestPythonSuite {

    @Override
    public PythonRelease release() {
        return PythonRelease.NEWEST;
    }

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
