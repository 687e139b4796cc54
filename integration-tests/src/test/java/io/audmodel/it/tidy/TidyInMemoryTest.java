package io.audmodel.it.tidy;

import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Storage;
import java.nio.file.Path;

class TidyInMemoryTest implements TidyRaceSuite, TidyKillSuite {

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }
}
