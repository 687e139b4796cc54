package io.audmodel.it;

import java.nio.file.Path;

class InMemoryRangedLoadTest implements RangedLoadSuite, BrokenTransferSuite {

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }
}
