package io.audmodel.it;

import java.nio.file.Path;

class ConcurrentFsTest implements ConcurrentPublishSuite, ConcurrentChangeSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
