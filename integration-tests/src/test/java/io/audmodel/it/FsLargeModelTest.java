package io.audmodel.it;

import java.nio.file.Path;

class FsLargeModelTest implements LargeModelSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
