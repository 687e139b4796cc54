package io.audmodel.it.size;

import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.BrokenTransferSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class InMemoryRangedLoadTest implements RangedLoadSuite, BrokenTransferSuite {

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }
}
