package io.audmodel.examples.custom;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.BackendContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class JdbcBackendContractTest implements BackendContract {

    private final TestDatabase database = new TestDatabase();

    @Override
    public Backend connect() {
        return database.backend();
    }

    @AfterEach
    void stop() {
        database.close();
    }
}
