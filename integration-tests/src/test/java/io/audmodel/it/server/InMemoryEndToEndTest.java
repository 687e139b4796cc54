package io.audmodel.it.server;

import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.suite.EndToEnd;
import io.audmodel.it.suite.HeldRaceSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class InMemoryEndToEndTest implements EndToEnd, HeldRaceSuite {

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }
}
