package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;

class InMemoryBackendContractTest implements BackendContract {

    private final InMemoryBackend store = new InMemoryBackend();

    @Override
    public Backend connect() {
        return store.reconnect();
    }
}
