package io.audmodel.it.crash;

import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.testkit.CrashPrefixContract;
import org.junit.jupiter.api.Tag;

@Tag("reliability")
@Tag("one-jdk")
class InMemoryCrashPrefixTest implements CrashPrefixContract {

    private final InMemoryBackend store = new InMemoryBackend();

    @Override
    public Backend connect() {
        return store.reconnect();
    }
}
