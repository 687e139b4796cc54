package io.audmodel.it.race;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.ConcurrentChangeSuite;
import io.audmodel.it.suite.ConcurrentPublishSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class ConcurrentFsTest implements ConcurrentPublishSuite, ConcurrentChangeSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
