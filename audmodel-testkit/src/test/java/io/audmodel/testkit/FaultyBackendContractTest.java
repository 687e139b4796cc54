package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class FaultyBackendContractTest implements BackendContract {

    private final InMemoryBackend store = new InMemoryBackend();

    @Override
    public Backend connect() {
        return new FaultyBackend(store.reconnect());
    }
}
