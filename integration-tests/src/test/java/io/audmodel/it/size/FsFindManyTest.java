package io.audmodel.it.size;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class FsFindManyTest implements FindManySuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }
}
