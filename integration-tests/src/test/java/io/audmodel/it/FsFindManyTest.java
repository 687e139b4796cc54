package io.audmodel.it;

import java.nio.file.Path;

class FsFindManyTest implements FindManySuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
