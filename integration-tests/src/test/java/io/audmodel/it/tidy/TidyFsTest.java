package io.audmodel.it.tidy;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;

class TidyFsTest implements TidyRaceSuite, TidyKillSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
