package io.audmodel.it;

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
