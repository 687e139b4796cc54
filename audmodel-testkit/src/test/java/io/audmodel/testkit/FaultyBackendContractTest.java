package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;

class FaultyBackendContractTest implements BackendContract {

    private final InMemoryBackend store = new InMemoryBackend();

    @Override
    public Backend connect() {
        return new FaultyBackend(store.reconnect());
    }
}
