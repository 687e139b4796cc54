package io.audmodel.it;

import java.nio.file.Path;

class InMemoryEndToEndTest implements EndToEnd, HeldRaceSuite {

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }
}
